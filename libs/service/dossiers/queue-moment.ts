import { type Action, type Actor, addCalendarDays, addLimit, type Agency, type Instant, instantAt, localDateOf, mayDo, reachOf, startOfDay, withinCalendar } from '#domain';
import type { Reader, RuleBook } from '../rule-book.js';
import { calendarOf, deskCalendarOf } from '../staff/notices.js';
import type { QueueRequest } from './queues.js';

/** How far "soon" reaches where no calendar counts working days: rather a line too many than one that nobody saw. */
const SOON_DAYS_WITHOUT_CALENDAR = 7;

/** What "today" and "soon" mean in a queue at a moment, on the calendar of an agency; where it has none, or none that reaches so far, soon is a week. */
export async function queueMoment(rules: RuleBook, read: Reader, agency: string, at: Instant): Promise<Pick<QueueRequest, 'at' | 'endOfDay' | 'soonUntil'>> {
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  const { dueSoonLead } = await rules.settings(read);
  const calendar = calendarOf(book, agency);
  const soonUntil = (calendar && withinCalendar(() => addLimit(at, dueSoonLead, calendar))) ?? startOfDay(addCalendarDays(localDateOf(at), 1 + SOON_DAYS_WITHOUT_CALENDAR));
  return { at, endOfDay: startOfDay(addCalendarDays(localDateOf(at), 1)), soonUntil };
}

/**
 * From when on the day of a moment whoever receives at an agency's desk is told of what has not left it: the minute of the settings, or closing where
 * the desk closes before that. `undefined` on days off, and where no calendar says which those are.
 */
export async function transferNoticeFrom(rules: RuleBook, read: Reader, agency: string, at: Instant): Promise<Instant | undefined> {
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  const { transferNoticeMinute } = await rules.settings(read);
  const calendar = deskCalendarOf(book, agency);
  const day = localDateOf(at);
  const [, closing] = (calendar && withinCalendar(() => calendar.hoursOn(day).at(-1))) ?? [];
  return closing === undefined ? undefined : instantAt(day, Math.min(transferNoticeMinute, closing));
}

/** Agencies in which somebody may do something. */
export function agenciesWithin(actor: Actor, action: Action, agencies: ReadonlyMap<string, Agency>): readonly string[] {
  return [...agencies.values()].filter(({ code, province }) => mayDo(actor, action, { province, agencies: [code] }, agencies)).map(({ code }) => code);
}

/** Whether what somebody may do reaches every agency of the province. Never for a role that may not do it at all, wherever it is held. */
export function reachesProvince(actor: Actor, action: Action, province: string): boolean {
  const reach = reachOf(actor.role, action);
  return reach === 'province' || (reach !== 'none' && actor.agency === province);
}
