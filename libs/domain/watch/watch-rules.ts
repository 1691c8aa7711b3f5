import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { DossierEvent, EventType } from '../dossier/events.js';
import type { DossierState } from '../dossier/state.js';
import { dayEndingAt, instant, type Instant, localDateOf } from '../time/instant.js';

/** What the watch list holds: acts on the last days of a term, and filings that come again after one that ended without a result. */
export const WATCH_KINDS = ['supplement-last-days', 'pause-last-days', 'withdrawal-last-days', 'refiled-after-withdrawal', 'refiled-after-refusal', 'refiled-after-intake-refusal'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

const ACTS: Partial<Record<EventType, WatchKind>> = {
  SupplementRequested: 'supplement-last-days',
  ClockPaused: 'pause-last-days',
  FinancialObligationRaised: 'pause-last-days',
  DossierWithdrawn: 'withdrawal-last-days',
};

/** Events by which an act on the last days of a term is known. */
export const WATCHED_ACTS = Object.keys(ACTS) as readonly EventType[];

/** Events that may end a dossier without the result asked for. */
export const WATCHED_ENDINGS: readonly EventType[] = ['DossierWithdrawn', 'UnsupplementedClosed', 'IntakeRefused', 'ResultRecorded'];

/** An act within the watched days: the due date it stood before, and how many working days were left to its day. */
export interface LastDaysFinding {
  readonly kind: WatchKind;
  readonly dueAt: number;
  readonly workingDays: number;
}

/**
 * Whether an event is a supplement request, a pause or a withdrawal on the day its dossier was due, or so many working days before it, on
 * the competent agency's calendar. `before`: the dossier as it stood. A clock that stands still already gains nothing, and a filing never accepted
 * was promised nothing. The day counts, not the minute: what compares by date has time until its end.
 */
export function lastDaysFinding(before: DossierState, event: Pick<DossierEvent, 'type' | 'occurredAt'>, calendar: WorkingCalendar, daysBefore: number): LastDaysFinding | undefined {
  const kind = ACTS[event.type];
  if (kind === undefined || before.dueAt === undefined || before.pause !== undefined || before.provisional) {
    return undefined;
  }
  const workingDays = daysBetween(event.occurredAt, dayEndingAt(instant(before.dueAt)), calendar);
  return workingDays === undefined || workingDays > daysBefore ? undefined : { kind, dueAt: before.dueAt, workingDays };
}

/** The kind under which a filing after this end is watched; `undefined` where it ended as asked, or went on. */
export function kindOfEnding({ type, payload }: Pick<DossierEvent, 'type' | 'payload'>): WatchKind | undefined {
  switch (type) {
    case 'DossierWithdrawn':
      return 'refiled-after-withdrawal';
    case 'IntakeRefused':
      return 'refiled-after-intake-refusal';
    case 'UnsupplementedClosed':
      return 'as' in payload && payload.as !== 'suspended' ? (payload.as === 'refused' ? 'refiled-after-refusal' : 'refiled-after-withdrawal') : undefined;
    case 'ResultRecorded':
      return 'outcome' in payload && payload.outcome === 'refused' ? 'refiled-after-refusal' : undefined;
    default:
      return undefined;
  }
}

/** Working days from the end of a dossier to a filing after it, where these are no more than allowed; the day of the end is the noughtth. */
export function refiledAfter(endedAt: Instant, filedAt: Instant, calendar: WorkingCalendar, allowed: number): number | undefined {
  const days = allowed === 0 || filedAt < endedAt ? undefined : daysBetween(endedAt, localDateOf(filedAt), calendar);
  return days === undefined || days > allowed ? undefined : days;
}

/** Working days after the day of an instant up to a day; `undefined` where that day is over. */
function daysBetween(at: Instant, upTo: ReturnType<typeof localDateOf>, calendar: WorkingCalendar): number | undefined {
  const day = localDateOf(at);
  return day > upTo ? undefined : calendar.workingDaysBetween(day, upTo);
}
