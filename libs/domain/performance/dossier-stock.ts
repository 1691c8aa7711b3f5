import { currentPromise, openStages, type DossierState, type StageState } from '../dossier/state.js';
import { isInStock } from '../dossier/status.js';
import type { Stock } from './measures.js';

/** What a dossier contributes to the stock of one agency and officer; the officer is empty for what the agency owns. */
export interface StockLine {
  readonly agency: string;
  readonly officer: string;
  readonly stock: Stock;
}

/**
 * Everything a dossier contributes to the stocks: nothing unless it is received and not finished. The figures are the sum of
 * the differences of this between one event and the next, so that they can never part from the dossiers they count. `indexOverdue` and
 * `statutoryOverdue` are none of it: see `MEASURES`.
 */
export function stockOf(state: DossierState | undefined): readonly StockLine[] {
  if (state === undefined || !isInStock(state.status)) {
    return [];
  }
  const own = (stock: Stock, counts: boolean): readonly StockLine[] => (counts ? [{ agency: state.competentAgency, officer: '', stock }] : []);
  const late = state.becameLateAt !== undefined;
  return [
    ...own('open', true),
    ...own('overdue', late),
    ...own('pausedInTime', !late && state.pause !== undefined),
    ...own('pausedOverdue', late && state.pause !== undefined),
    ...own('overdueCurrent', currentPromise(state)?.brokenAt !== undefined),
    ...own('openUndated', state.basis === 'none'),
    ...own('openUnjudged', state.dueAt === undefined),
    ...own('indexOpenUndated', state.indexClock.dueAt === undefined && state.indexClock.overdueFrom === undefined),
    ...own('openStatutory', state.statute !== undefined),
    ...activeRuns(state).flatMap((stage) => stockOfRun(stage)),
  ];
}

/** The runs of stages with a target that are worked on now; none when the dossier is not in the stock. */
export function activeRuns(state: DossierState | undefined): readonly StageState[] {
  return state === undefined || !isInStock(state.status) ? [] : openStages(state).filter((stage) => stage.targetAt !== undefined);
}

/** The runs of stages with a target that an event ended, as they stood before it. */
export function runsEnded(before: DossierState | undefined, after: DossierState): readonly StageState[] {
  const going = new Set(activeRuns(after).map(runKey));
  return activeRuns(before).filter((run) => !going.has(runKey(run)));
}

/** Tells one run of a stage of a dossier from another. */
export function runKey(stage: Pick<StageState, 'part' | 'id' | 'run'>): string {
  return `${String(stage.part)}/${stage.id}#${String(stage.run)}`;
}

/** True when the present run of a stage is recorded as late. */
export function isRunLate(stage: StageState): boolean {
  return stage.lateRuns.includes(stage.run);
}

function stockOfRun(stage: StageState): readonly StockLine[] {
  const line = { agency: stage.agency, officer: stage.officer ?? '' };
  return isRunLate(stage) ? [{ ...line, stock: 'stageOpen' }, { ...line, stock: 'stageOverdue' }] : [{ ...line, stock: 'stageOpen' }];
}
