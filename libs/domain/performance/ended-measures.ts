import type { Finish } from '../dossier/ending.js';
import type { IndexEnd } from '../dossier/index-clock.js';
import { currentPromise, type DossierState } from '../dossier/state.js';
import { instant } from '../time/instant.js';
import { isLateByDate } from './lateness.js';
import type { Measure } from './measures.js';

const FINISHED: Record<Finish['punctuality'], Measure> = {
  early: 'finishedEarly',
  'on-time': 'finishedOnTime',
  late: 'finishedLate',
  undated: 'finishedUndated',
};

const INDEX_ENDED: Record<IndexEnd, Measure> = { 'in-time': 'indexInTime', late: 'indexLate', undated: 'indexUndated' };

/** Everything an end that is judged counts in once: by the promise, the day, the date last given, index 766 and the statute, and how it came about. */
export function endedMeasures(state: DossierState): readonly Measure[] {
  const { finish, status, result, indexClock } = state;
  const counts: readonly (readonly [Measure, boolean])[] = [
    [FINISHED[finish?.punctuality ?? 'undated'], true],
    ['finishedLateByDate', isLateByDay(state)],
    ['finishedLateCurrent', isLateByCurrent(state)],
    ['withdrawn', status === 'withdrawn'],
    ['suspended', status === 'suspended'],
    ['refusedAfterAppraisal', result?.outcome === 'refused'],
    [INDEX_ENDED[indexClock.end ?? 'undated'], true],
  ];
  return [...counts.flatMap(([measure, applies]) => (applies ? [measure] : [])), ...byStatute(finish)];
}

function isLateByDay({ finish, dueAt }: DossierState): boolean {
  return finish?.punctuality === 'late' && dueAt !== undefined && isLateByDate(instant(finish.at), instant(dueAt));
}

/** Judged by the date last given; where none was given, by the legal maximum like the first promise. */
function isLateByCurrent(state: DossierState): boolean {
  const promise = currentPromise(state);
  const { finish } = state;
  return finish !== undefined && finish.punctuality !== 'undated' && promise !== undefined && (promise.brokenAt !== undefined || finish.at > promise.at);
}

/** Judged to the minute, as the promise is; nothing where the promise is all the statute gives. */
function byStatute(finish: DossierState['finish']): readonly Measure[] {
  const { stated, dueAt } = finish?.statutory ?? { stated: true };
  if (!stated) {
    return [];
  }
  return [finish === undefined || dueAt === undefined ? 'finishedStatutoryUnknown' : finish.at > dueAt ? 'finishedLateStatutory' : 'finishedInTimeStatutory'];
}
