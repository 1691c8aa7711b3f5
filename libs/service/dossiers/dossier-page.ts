import {
  type Agency,
  allowedCommands,
  type ChainedRow,
  type Concerned,
  concernedIn,
  type DossierExplanation,
  type DossierState,
  type DossierStatus,
  eventOfRow,
  explainDates,
  foldDossier,
  type Instant,
  instant,
  officersGrounds,
  type PauseGround,
  pauseRulesOf,
  type PortalCode,
  portalCodeOf,
  type ProcedureCase,
  type ProcedureVersion,
  type RefusalGround,
  refusalGroundsOf,
  type Rules,
  stageTime,
  statedTerm,
  type StatutoryTerm,
  statutoryTermOf,
  type TermExtension,
  withinCalendar,
} from '#domain';
import { delayReasonName, DOSSIER_WORDS, formatTermVi, supplementWarnings, undatedVi, warningLines } from '#vi';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedgerByCode } from '../ledger-writer.js';
import { type ApplicantRecord, type PersonalData, readPersonal, readPersonalRecords } from '../personal/index.js';
import type { Reader } from '../rule-book.js';
import { explanationIn } from './explanation-in.js';

/** A body by code and name. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** Everything a page about one dossier shows. Instants are epoch milliseconds; texts are Vietnamese. */
export interface DossierPage {
  readonly id: string;
  /** The last event shown, and when it was recorded. */
  readonly last: { readonly seq: number; readonly recordedAt: number };
  readonly state: DossierState;
  readonly status: DossierStatus;
  readonly portalCode: PortalCode | undefined;
  readonly procedure: Pick<ProcedureVersion, 'code' | 'version' | 'name' | 'field' | 'fees'>;
  readonly chosen: ProcedureCase | undefined;
  readonly receivingAgency: Named;
  readonly competentAgency: Named;
  readonly concerned: Concerned;
  /** The term as the slip words it; `undefined` for imported dossiers. */
  readonly term: string | undefined;
  /** The statute's own limit, where a shorter term is promised. */
  readonly statutory: StatutoryTerm | undefined;
  /** Legal extensions of the procedure. */
  readonly extensions: readonly TermExtension[];
  /** Grounds of the procedure on which an officer may stop the clock, and on which it may be refused after appraisal. */
  readonly pauseGrounds: readonly PauseGround[];
  readonly refusalGrounds: readonly RefusalGround[];
  /** What the reason for the delay is called that the agency of the late stage gave. */
  readonly delayReasonName: string | undefined;
  readonly dates: DossierExplanation;
  /** Codes of the other dossiers of the filing that opened it, in the order of its group. */
  readonly siblings: readonly string[];
  /** The derivation in sentences, each with its article or notice, then the moves since. */
  readonly explanation: readonly string[];
  readonly warnings: readonly string[];
  readonly stageNames: Readonly<Record<string, string>>;
  /** Working time each stage has used until an instant, and its budget, by its place among the stages; none beyond any calendar. */
  readonly stageTimes: (at: Instant) => readonly ({ readonly usedMs: number; readonly budgetMs?: number } | undefined)[];
  /** Names of the bodies at work in a pause, of consultations, and of the agencies asked, by code. */
  readonly partyNames: Readonly<Record<string, string>>;
  readonly consultationNames: Readonly<Record<string, string>>;
  readonly consulted: Readonly<Record<string, string>>;
  /** Present only when asked for and not erased. */
  readonly personal: ApplicantRecord | undefined;
  /** Who took the result, where it was sent and what was said with a rating, by the version of the record; empty unless asked for. */
  readonly texts: ReadonlyMap<number, PersonalData>;
}

/** What of a dossier is read. `upTo`: as it was after this event; absent, as it is now. */
interface ReadOptions {
  readonly withPersonal: boolean;
  readonly upTo?: number;
}

/** Reads a dossier by its code; `undefined` when there is none. The state is folded from the ledger, not read from the row. */
export async function readDossier(engine: Engine, code: string, { withPersonal, upTo = Infinity }: ReadOptions): Promise<DossierPage | undefined> {
  const rows = (await readLedgerByCode(engine.database.read, code)).filter(({ seq }) => seq <= upTo);
  return rows.length === 0 ? undefined : showDossier(engine, rows, withPersonal ? (id, version) => readPersonal(engine.database.read, engine.vault, id, version) : undefined);
}

/** The page of a dossier whose ledger is at hand, its first row included. `personal` is asked only where there is something to show. */
export async function showDossier(
  engine: Engine,
  rows: readonly ChainedRow[],
  personal: ((dossierId: string, version: number) => Promise<unknown>) | undefined,
): Promise<DossierPage> {
  const row = rows.at(-1);
  if (row === undefined) {
    throw new RangeError('A dossier without events cannot be shown');
  }
  const tx = engine.database.read;
  const events = rows.map(eventOfRow);
  const state = foldDossier(events);
  const known = await rulesOfEvents(engine, tx, events, state);
  const rules = known(row.calendarSnapshot);
  const dates = explainDates(events, known);
  const statutory = statutoryTermOf(events, rules);
  const { procedure, agencies } = rules;
  const chosen = procedure.cases.find((candidate) => candidate.code === state.procedure.caseCode);
  return {
    id: row.dossierId,
    last: { seq: row.seq, recordedAt: row.recordedAt },
    state,
    status: state.status,
    portalCode: portalCodeOf(state.status),
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name, field: procedure.field, fees: procedure.fees },
    chosen,
    receivingAgency: named(state.receivingAgency, agencies),
    competentAgency: named(state.competentAgency, agencies),
    concerned: concernedIn(state),
    term: chosen === undefined || state.imported ? undefined : chosen.dating === undefined ? formatTermVi(statedTerm(state, rules, state.part)) : undatedVi(chosen.dating, undefined),
    statutory,
    extensions: state.imported ? [] : (procedure.extensions ?? []),
    pauseGrounds: officersGrounds(procedure),
    refusalGrounds: refusalGroundsOf(procedure),
    delayReasonName: state.delayReason && nameOfDelay(state.delayReason.reasonCode, rules),
    dates,
    siblings: state.filing === undefined ? [] : await siblingsOf(tx, row.dossierId),
    explanation: explanationIn(DOSSIER_WORDS.vi, { dates, statutory }),
    warnings: [...warningLines({ warnings: state.unconfirmedYears.map((year) => ({ code: 'unconfirmed-year' as const, year })) }), ...supplementWarnings(state.supplements.length, allowedCommands(state, { procedure, at: instant(row.recordedAt) }).includes('RequestSupplement'))],
    stageNames: Object.fromEntries((chosen?.parts ?? []).flatMap((each) => each.groups.flatMap((group) => group.stages.map((stage) => [stage.id, stage.name])))),
    stageTimes: (at) => state.stages.map((stage) => withinCalendar(() => stageTime(state, rules, stage, at))),
    partyNames: Object.fromEntries(pauseRulesOf(procedure).flatMap(({ party }) => (party === undefined ? [] : [[party.code, party.name]]))),
    consultationNames: Object.fromEntries((procedure.consultations ?? []).map(({ code, name }) => [code, name])),
    consulted: Object.fromEntries(state.opinions.map(({ agency }) => [agency, named(agency, agencies).name])),
    personal: personal === undefined || state.erased ? undefined : ((await personal(row.dossierId, state.personal.version)) as ApplicantRecord | undefined),
    texts: await readPersonalRecords(tx, engine.vault, row.dossierId, personal === undefined ? [] : shownRefs(state)),
  };
}

function nameOfDelay(code: string, { settings }: Pick<Rules, 'settings'>): string {
  return delayReasonName(settings.delayReasons.find((reason) => reason.code === code) ?? { code });
}

async function siblingsOf(tx: Reader, dossierId: string): Promise<readonly string[]> {
  const rows = await tx.rows<{ code: string }>(
    `SELECT d.code FROM filing_dossier own JOIN filing_dossier other ON other.filing_id = own.filing_id AND other.dossier_id <> own.dossier_id JOIN dossier d ON d.id = other.dossier_id
     WHERE own.dossier_id = $1 ORDER BY other.place`,
    [dossierId],
  );
  return rows.map(({ code }) => code);
}

/** Records that say who took the result, where it was sent, and what was said with a rating. */
function shownRefs({ result, rating }: DossierState): readonly number[] {
  const receiver = result?.handover?.receiver;
  return [...(rating?.comment === undefined ? [] : [rating.comment]), ...(receiver === undefined ? [] : [receiver.version]), ...(result?.shipments ?? []).map(({ address }) => address.version)];
}

function named(code: string, agencies: ReadonlyMap<string, Agency>): Named {
  return { code, name: agencies.get(code)?.name ?? code };
}
