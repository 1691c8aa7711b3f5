import { type DossierStatus, instant, type Instant, withinCalendar, type WorkingCalendar } from '#domain';
import type { Engine } from '../engine.js';
import { calendarOf, deskCalendarOf } from '../staff/notices.js';
import type { DossierItem } from './queues.js';

/** Statuses in which the term runs towards its date. */
const RUNNING: readonly DossierStatus[] = ['received', 'in-progress'];

/**
 * Working milliseconds each dossier has until its due date at an instant, by id, on the calendar of the agency that decides: negative, by as
 * much as it is late. Missing where no date runs: none was given, the term stands still, or it is over.
 */
export async function remainingTime({ rules, database: { read } }: Pick<Engine, 'rules' | 'database'>, items: readonly Pick<DossierItem, 'id' | 'status' | 'dueAt' | 'competentAgency'>[], at: Instant): Promise<ReadonlyMap<string, number>> {
  const running = items.filter(({ status, dueAt }) => dueAt !== undefined && (RUNNING as readonly string[]).includes(status));
  const book = running.length === 0 ? undefined : await rules.calendars(read, await rules.currentSnapshot(read));
  return new Map(
    running.flatMap(({ id, dueAt, competentAgency }) => {
      const left = book && timeBetween(calendarOf(book, competentAgency), at, instant(dueAt ?? at));
      return left === undefined ? [] : [[id, left] as const];
    }),
  );
}

/**
 * Working milliseconds the desk has until it must have answered each online filing, by id, on the calendar of the desk, by which that moment
 * was counted: negative, by as much as the answer is late. Missing where no answer is owed.
 */
export async function timeToAnswer({ rules, database: { read } }: Pick<Engine, 'rules' | 'database'>, items: readonly Pick<DossierItem, 'id' | 'answerDueAt' | 'receivingAgency'>[], at: Instant): Promise<ReadonlyMap<string, number>> {
  const owed = items.filter(({ answerDueAt }) => answerDueAt !== undefined);
  const book = owed.length === 0 ? undefined : await rules.calendars(read, await rules.currentSnapshot(read));
  return new Map(
    owed.flatMap(({ id, answerDueAt, receivingAgency }) => {
      const left = book && timeBetween(deskCalendarOf(book, receivingAgency), at, instant(answerDueAt ?? at));
      return left === undefined ? [] : [[id, left] as const];
    }),
  );
}

/** Open time from one moment to another, negative where it is behind; `undefined` beyond the calendar. */
function timeBetween(calendar: WorkingCalendar | undefined, at: Instant, due: Instant): number | undefined {
  return calendar && withinCalendar(() => (due < at ? -calendar.workingTimeBetween(due, at) : calendar.workingTimeBetween(at, due)));
}
