import { type CalendarBook, caseEventOfRow, type CaseClock, type CaseEvent, type CaseState, type ChainedCaseRow, explainClock, type ExplanationStep, foldCase } from '#domain';
import type { Engine } from '../engine.js';
import { readCaseLedger } from './case-rows.js';

/** A case as its events tell it. */
export interface CasePage {
  readonly id: string;
  readonly state: CaseState;
  readonly rows: readonly ChainedCaseRow[];
  readonly events: readonly CaseEvent[];
  readonly dossierCode?: string;
}

/** A case by its code; `undefined` when none bears it. */
export async function readCase(engine: Pick<Engine, 'database'>, code: string): Promise<CasePage | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ id: string; dossier_code: string | null }>('SELECT c.id, d.code AS dossier_code FROM deadline_case c LEFT JOIN LATERAL named_dossier(c.dossier_id) d ON true WHERE c.code = $1', [code]);
  if (row === undefined) {
    return undefined;
  }
  const rows = await readCaseLedger(read, row.id);
  const events = rows.map(caseEventOfRow);
  return { id: row.id, state: foldCase(events), rows, events, ...(row.dossier_code === null ? {} : { dossierCode: row.dossier_code }) };
}

/** A round of a clock with the way to its date, day by day; none where a person set it. */
export interface ExplainedClock {
  readonly clock: CaseClock;
  readonly steps: readonly ExplanationStep[];
}

/** The clocks of a case, each explained on the calendars its date was last counted on. */
export async function explainClocks({ rules, database }: Pick<Engine, 'rules' | 'database'>, { state, events }: CasePage): Promise<readonly ExplainedClock[]> {
  const books = new Map<string, CalendarBook>();
  for (const snapshot of new Set(events.map(({ calendarSnapshot }) => calendarSnapshot))) {
    books.set(snapshot, await rules.calendars(database.read, snapshot));
  }
  return state.clocks.map((clock) => {
    const dated = events.findLast((event) => (event.type === 'ClockStarted' || event.type === 'ClockMoved') && event.payload.clock === clock.clock && event.payload.round === clock.round);
    const book = books.get(dated?.calendarSnapshot ?? '');
    return { clock, steps: book === undefined ? [] : explainClock(clock, book.processing(clock.agency)) };
  });
}
