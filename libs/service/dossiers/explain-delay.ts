import { type DelayShare, type DossierEvent, eventOfRow, foldDossier, instant, type Instant } from '#domain';
import { shareDelay, type SharedDelay, walkDelay, wholeMinutes } from '#domain/figures';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedgerByCode } from '../ledger-writer.js';

/** Where the delay of a dossier came from. */
export interface ExplainedDelay {
  readonly code: string;
  readonly dueAt?: number;
  /** Until when it is counted: its end, or now while it is open. */
  readonly until: number;
  readonly ended: boolean;
  readonly competentAgency: string;
  /** Absent for a dossier that is not late, or was over before it was imported. */
  readonly walk?: SharedDelay;
  /** As the end recorded them and figures count them, or as they stand now. */
  readonly shares: readonly DelayShare[];
  readonly minutes: number;
  /** Names of the stages of its case, by id. */
  readonly stageNames: ReadonlyMap<string, string>;
}

/**
 * Walks the delay of a dossier step by step, from its ledger and the calendars it was judged by: of an ended one up to its end, of
 * an open one as it stands at `at`. `undefined` when there is no such dossier.
 */
export async function explainDelay(engine: Engine, code: string, at: Instant): Promise<ExplainedDelay | undefined> {
  const tx = engine.database.read;
  const events = (await readLedgerByCode(tx, code)).map(eventOfRow);
  if (events.length === 0) {
    return undefined;
  }
  const state = foldDossier(events);
  const end = state.finish === undefined ? undefined : endOf(events);
  const newest = await engine.rules.currentSnapshot(tx);
  const rulesOf = await rulesOfEvents(engine, tx, events, state, [newest]);
  const rules = rulesOf((end ?? events.at(-1))?.calendarSnapshot ?? newest);
  const until = instant(state.finish?.at ?? at);
  const judged = end === undefined ? state : foldDossier(events.slice(0, events.indexOf(end)));
  const isWalked = state.finish === undefined ? state.status !== 'cancelled' && state.status !== 'intake-refused' : end !== undefined && state.finish.punctuality === 'late';
  const walk = isWalked ? walkDelay(judged, rules.calendars, until) : undefined;
  const shared = walk === undefined ? undefined : shareDelay(walk);
  const minutes = state.finish === undefined ? (shared?.minutes ?? 0) : wholeMinutes(state.finish.delayMs);
  const whole: readonly DelayShare[] = minutes === 0 ? [] : [{ stage: '', run: 0, agency: judged.competentAgency, minutes }];
  return {
    code: state.code,
    ...(state.dueAt === undefined ? {} : { dueAt: state.dueAt }),
    until,
    ended: state.finish !== undefined,
    competentAgency: judged.competentAgency,
    ...(shared === undefined ? {} : { walk: shared }),
    shares: state.finish === undefined ? (shared?.shares ?? []) : (state.finish.shares ?? whole),
    minutes,
    stageNames: new Map(rules.procedure.cases.filter((one) => one.code === state.procedure.caseCode).flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const))))),
  };
}

/** The event that ended it, where its own ledger did. */
function endOf(events: readonly DossierEvent[]): DossierEvent | undefined {
  return events.findLast(({ type, payload }) => type !== 'DossierImported' && 'finish' in payload);
}
