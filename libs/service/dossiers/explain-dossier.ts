import { type ChangedDay, daysChanged, type DossierEvent, type DossierExplanation, eventOfRow, explainDates, explainStages, type ExplanationView, foldDossier, type StageDerivation } from '#domain';
import { explanationTable, warningLines } from '#vi';
import type { Engine } from '../engine.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedgerByCode } from '../ledger-writer.js';

/** Why a dossier's dates are what they are, as known at intake or today. */
export interface ExplainedDossier {
  readonly code: string;
  readonly view: ExplanationView;
  readonly dates: DossierExplanation;
  /** Why the stages that run now are due when they are; none in the view of intake, nor while the clock stands still. */
  readonly stages: readonly StageDerivation[];
  /** The derivations as plain text of at most a hundred columns. */
  readonly table: string;
  readonly warnings: readonly string[];
  /** What the newest calendar has otherwise than the one known when the first appointment was given. */
  readonly calendar: { readonly intake: string; readonly newest: string; readonly changedDays: readonly ChangedDay[] };
}

/** Explains a dossier's dates from its ledger and the calendars it stood on; `undefined` when there is no such dossier. */
export async function explainDossier(engine: Engine, code: string, view: ExplanationView): Promise<ExplainedDossier | undefined> {
  const tx = engine.database.read;
  const events = (await readLedgerByCode(tx, code)).map(eventOfRow);
  if (events.length === 0) {
    return undefined;
  }
  const state = foldDossier(events);
  const newest = await engine.rules.currentSnapshot(tx);
  const rulesOf = await rulesOfEvents(engine, tx, events, state, [newest]);
  const dates = explainDates(events, rulesOf, view);
  const intake = intakeSnapshot(events);
  return {
    code: state.code,
    view,
    dates,
    stages: view === 'today' ? explainStages(state, rulesOf(events.at(-1)?.calendarSnapshot ?? newest)) : [],
    table: explanationTable(dates.derivations),
    warnings: warningLines({ warnings: dates.unconfirmedYears.map((year) => ({ code: 'unconfirmed-year', year })) }),
    calendar: { intake, newest, changedDays: daysChanged(state, rulesOf(intake), rulesOf(newest)) },
  };
}

/** The calendar version the first appointment was counted on; of a filing not accepted yet, that of its first event. */
function intakeSnapshot(events: readonly DossierEvent[]): string {
  const accepted = events.find(({ type }) => type === 'DossierAccepted');
  return (accepted ?? events[0])?.calendarSnapshot ?? '';
}
