import { foldStanding } from '../dossier/fold.js';
import type { RulesOf, SnapshotEvent } from '../dossier/redate.js';
import type { DossierState } from '../dossier/state.js';
import type { Instant } from '../time/instant.js';
import type { ChangedRules } from './changed-rules.js';
import { LaidOutWork } from './laid-out-work.js';

/** Where the work of a ledger comes to lie on changed calendars. */
export interface LaidOut {
  /** By event after the first; `undefined` for one that ends no work and stays where it was recorded. */
  readonly moments: readonly (Instant | undefined)[];
  /** Where the end of an imported life comes to lie, which its one event tells. */
  readonly importedEnd?: Instant;
}

/**
 * Lays a ledger out anew (see `LaidOutWork`) behind its first event, which stays and `opened` the dossier; `undefined` where nothing moves.
 * Which stages are open when, whose they are and what stands still is as recorded: no date has a part in it. Throws
 * `CalendarRangeError` beyond the declared years.
 */
export function layOut(first: SnapshotEvent, opened: DossierState, rest: readonly SnapshotEvent[], { rulesOf, changed }: { readonly rulesOf: RulesOf; readonly changed: ChangedRules }): LaidOut | undefined {
  const work = new LaidOutWork(changed);
  work.placed(first, undefined, opened, first.occurredAt);
  const imported = first.type === 'DossierImported' ? first.payload : undefined;
  const importedEnd = imported?.finishedAt === undefined ? undefined : work.placeEnd(imported.receivedAt, imported.finishedAt, imported.competentAgency, rulesOf(first.calendarSnapshot));
  let state = opened;
  let moves = importedEnd !== imported?.finishedAt;
  const moments = rest.map((event, index): Instant | undefined => {
    const before = state;
    const moved = work.place(event, before, rulesOf(event.calendarSnapshot));
    moves ||= moved !== undefined && moved !== event.occurredAt;
    if (index < rest.length - 1) {
      state = foldStanding(before, event);
      work.placed(event, before, state, moved ?? event.occurredAt);
    }
    return moved;
  });
  return moves ? { moments, ...(importedEnd === undefined ? {} : { importedEnd }) } : undefined;
}
