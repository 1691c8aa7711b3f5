import { type Agency, currentPromise, type DossierEvent, type DossierState, eventOfRow, foldDossier, type Instant, type ProcedureCase, type Rules } from '#domain';
import type { ControlSlip, LetterFrame } from '#letters';
import type { Transaction } from '#persistence';
import { undatedVi } from '#vi';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedgerByCode } from '../ledger-writer.js';
import { type ApplicantRecord, readPersonal } from '../personal/index.js';
import { namesOfStaff } from '../staff/directory.js';
import { officeFrame } from './letter-frame.js';
import type { LetterTemplates } from './templates.js';

/** A dossier as it stands, from which the slips of its way through the agencies are printed. */
export interface DossierPapers {
  readonly id: string;
  readonly events: readonly DossierEvent[];
  readonly state: DossierState;
  readonly rules: Rules;
  readonly templates: LetterTemplates;
  readonly chosen: ProcedureCase | undefined;
  /** Absent once it was erased. */
  readonly applicant: ApplicantRecord | undefined;
  /** Names of those who acted, by the identifiers the ledger has for them; whoever is not entered as staff is missing. */
  readonly people: ReadonlyMap<string, string>;
}

/** Reads a dossier by its code, with people as they were corrected; `undefined` when no dossier bears it. */
export async function readPapers(engine: Engine, tx: Pick<Transaction, 'rows' | 'first'>, code: string): Promise<DossierPapers | undefined> {
  const rows = await readLedgerByCode(tx, code);
  const last = rows.at(-1);
  if (last === undefined) {
    return undefined;
  }
  const events = rows.map(eventOfRow);
  const state = foldDossier(events);
  const rules = (await rulesOfEvents(engine, tx, events, state))(last.calendarSnapshot);
  return {
    id: last.dossierId,
    events,
    state,
    rules,
    templates: await engine.rules.templates(tx),
    chosen: rules.procedure.cases.find((candidate) => candidate.code === state.procedure.caseCode),
    applicant: state.erased ? undefined : ((await readPersonal(tx, engine.vault, last.dossierId, state.personal.version)) as ApplicantRecord | undefined),
    people: await namesOfStaff(tx, subjectsOf(events)),
  };
}

function subjectsOf(events: readonly DossierEvent[]): readonly string[] {
  return [...new Set(events.flatMap(({ actor, payload }) => ('officer' in payload ? [actor.subject, payload.officer] : [actor.subject])))];
}

/** What somebody is called on paper: their name, else the identifier the ledger has for them. */
export function namedBy({ people }: Pick<DossierPapers, 'people'>, subject: string | undefined): { readonly by?: string } {
  return subject === undefined ? {} : { by: people.get(subject) ?? subject };
}

/** Head, place and date of a slip of an agency, dated by its print. */
export function slipFrame({ rules, templates }: DossierPapers, agencyCode: string, at: Instant): LetterFrame {
  const agency = rules.agencies.get(agencyCode);
  if (agency === undefined) {
    throw new Error(`Agency ${agencyCode} is not in the catalogue`);
  }
  return officeFrame(agency, { agencies: rules.agencies, templates }, at);
}

/** Name of an agency; its code where the catalogue no longer has it. */
export function nameOf(agencies: ReadonlyMap<string, Agency>, code: string): string {
  return agencies.get(code)?.name ?? code;
}

/** The present promise as slips print it: its moment, or why there is none. */
export function promisedOf({ state, chosen }: DossierPapers): ControlSlip['promised'] {
  const promise = currentPromise(state);
  return promise === undefined || promise.kind === 'maximum' ? { note: undatedVi(chosen?.dating, promise?.at) } : { at: promise.at };
}
