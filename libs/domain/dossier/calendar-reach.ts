import { firstChange, FROM_THE_BEGINNING } from '../calendar/first-change.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Instant } from '../time/instant.js';
import type { DossierEvent } from './events.js';
import { pointsOfInterest } from './points.js';
import type { CalendarBook } from './rules.js';
import type { DossierState } from './state.js';

/** The agencies whose calendars two versions give differently, each with the first instant of the difference. */
export type ChangedAgencies = ReadonlyMap<string, number>;

/** Compares two versions agency by agency. An agency only one of them names differs from the beginning. */
export function changedAgencies(before: CalendarBook, after: CalendarBook, agencies: Iterable<string>): ChangedAgencies {
  const compared = new Map<WorkingCalendar, Map<WorkingCalendar, number | undefined>>();
  const compare = (a: WorkingCalendar | undefined, b: WorkingCalendar | undefined): number | undefined => {
    if (a === b) {
      return undefined;
    }
    if (a === undefined || b === undefined) {
      return FROM_THE_BEGINNING;
    }
    const known = compared.get(a) ?? new Map<WorkingCalendar, number | undefined>();
    compared.set(a, known);
    if (!known.has(b)) {
      known.set(b, firstChange(a.effective, b.effective));
    }
    return known.get(b);
  };
  const changed = new Map<string, number>();
  for (const agency of agencies) {
    const first = [
      compare(find(() => before.processing(agency)), find(() => after.processing(agency))),
      compare(find(() => before.intake(agency)), find(() => after.intake(agency))),
    ].filter((at) => at !== undefined);
    if (first.length > 0) {
      changed.set(agency, Math.min(...first));
    }
  }
  return changed;
}

function find(calendar: () => WorkingCalendar): WorkingCalendar | undefined {
  try {
    return calendar();
  } catch {
    return undefined;
  }
}

/**
 * Whether a change at `at` can alter nothing of a dossier: no point of it waits to be settled before, and every agency it
 * names works as it did until after every instant it holds. Whatever is in doubt is within reach: imported dates, which were
 * not counted here, and dossiers that came from another agency, whose calendar may have counted and which they no longer name.
 */
export function isBeyondReach(events: readonly Pick<DossierEvent, 'type'>[], state: DossierState, changed: ChangedAgencies, at: Instant): boolean {
  const point = pointsOfInterest(state)[0];
  if (state.imported || (point !== undefined && point.at < at) || events.some(({ type }) => type === 'DossierTransferred')) {
    return false;
  }
  const own = changed.get(state.competentAgency);
  // What most dossiers within reach have in common is told without looking at everything they hold.
  if (own !== undefined && state.dueAt !== undefined && state.dueAt >= own) {
    return false;
  }
  const seen = { latest: 0, first: own ?? Infinity };
  look(state, changed, seen);
  return seen.latest < seen.first;
}

/** Every number is taken for an instant and every text for an agency: what a state comes to hold later is seen as well. */
function look(value: unknown, changed: ChangedAgencies, seen: { latest: number; first: number }): void {
  if (seen.latest >= seen.first) {
    return;
  }
  if (typeof value === 'number') {
    seen.latest = Math.max(seen.latest, value);
  } else if (typeof value === 'string') {
    seen.first = Math.min(seen.first, changed.get(value) ?? Infinity);
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      look((value as Readonly<Record<string, unknown>>)[key], changed, seen);
    }
  }
}
