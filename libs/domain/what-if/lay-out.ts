import { foldStanding } from '../dossier/fold.js';
import type { RulesOf, SnapshotEvent } from '../dossier/redate.js';
import type { DossierState } from '../dossier/state.js';
import type { Instant } from '../time/instant.js';
import type { ChangedRules } from './changed-rules.js';
import { LaidOutWork } from './laid-out-work.js';

/** Where the work of a ledger comes to lie on changed calendars. */
export interface LaidOut {
  /** By event; `undefined` for one that ends no work and stays where it was recorded. */
  readonly moments: readonly (Instant | undefined)[];
  /** Where the end of an imported life comes to lie, which its one event tells. */
  readonly importedEnd?: Instant;
}

/**
 * Lays a whole ledger out anew (see `LaidOutWork`); `undefined` where nothing of it moves. Which stages are open when, whose they are and
 * what stands still is as recorded: no date has a part in it. Throws `CalendarRangeError` beyond the declared years.
 */
export function layOut(events: readonly SnapshotEvent[], rulesOf: RulesOf, changed: ChangedRules): LaidOut | undefined {
  const work = new LaidOutWork(changed);
  let [state, importedEnd]: [DossierState | undefined, Instant | undefined] = [undefined, undefined];
  let moves = false;
  const moments = events.map((event): Instant | undefined => {
    const before = state;
    const own = rulesOf(event.calendarSnapshot);
    const moved = event.type === 'DossierImported' ? event.occurredAt : work.place(event, before, own);
    if (event.type === 'DossierImported' && event.payload.finishedAt !== undefined) {
      importedEnd = work.placeEnd(event.payload.receivedAt, event.payload.finishedAt, event.payload.competentAgency, own);
      moves ||= importedEnd !== event.payload.finishedAt;
    }
    moves ||= moved !== undefined && moved !== event.occurredAt;
    state = foldStanding(before, event);
    work.placed(event, before, state, moved ?? event.occurredAt);
    return moved;
  });
  return moves ? { moments, ...(importedEnd === undefined ? {} : { importedEnd }) } : undefined;
}
