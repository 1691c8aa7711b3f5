import { isServedAt, openingOf } from '../calendar/day-bounds.js';
import { yearStatus } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { dayEndingAt, instant, localDateOf, MS_PER_DAY, MS_PER_HOUR, startOfDay, type Instant } from '../time/instant.js';
import { addMonths, yearOf } from '../time/local-date.js';
import { continueFrom, countLimit, eventOfExtra, nominalEnd, rollForwardFrom, withinItsDay, type Count } from './count.js';
import { startOfTerm, type TermStart } from './start.js';
import type { EndRule, StageBudget, TermRule, TimeLimit } from './time-limit.js';

export { rollForward } from './count.js';

/** Version of the rules of this folder; stands in every event that sets or moves a date. Raised when any rule gives another date. */
export const TIME_RULE_VERSION = 'time-1';

const NO_WARNINGS: readonly DeadlineWarning[] = [];
/** Office hours that make one working day, whatever the office's own day is. */
const OFFICE_HOURS_PER_DAY = 8;

/** What a due date is computed from. */
export interface DeadlineInput {
  /** The moment on the receipt; for non-territorial filings, the competent agency's receipt. */
  readonly receivedAt: Instant;
  readonly rule: TermRule;
  /** Added to the term, such as 10 working days in remote communes; counted after it when its unit differs. */
  readonly extra?: TimeLimit;
  /** Hours of the receiving desk: decide the start rule. */
  readonly intake: WorkingCalendar;
  /** Hours of the competent agency: the term runs on them. */
  readonly processing: WorkingCalendar;
}

/** The date reaches into a year whose calendar is not confirmed by its notice. */
export interface DeadlineWarning {
  readonly code: 'unconfirmed-year';
  readonly year: number;
}

/** A computed due date with the start it was counted from. */
export interface Deadline {
  readonly startAt: Instant;
  /** Lies in open time, at a closing, or at 24:00. */
  readonly dueAt: Instant;
  /** The end before a day off rolled it; equals `dueAt` where nothing rolled. Pauses of terms on the wall clock measure to it. */
  readonly nominalAt: Instant;
  readonly warnings: readonly DeadlineWarning[];
  readonly ruleVersion: string;
}

/** The term, and added time that is counted after it. */
type Counts = readonly [Count] | readonly [Count, Count];

/** A deadline with its way there: the start and each limit counted. */
export interface DerivedDeadline extends Deadline {
  readonly start: TermStart;
  readonly counts: Counts;
}

/**
 * The due date of a term: start rule on the intake calendar, count and end rule on the processing calendar (see
 * docs/time-rules.md). Throws `CalendarRangeError` when the date lies beyond the declared years and `RangeError` for an amount
 * the unit does not allow; a date is never guessed.
 */
export function computeDeadline(input: DeadlineInput): Deadline {
  const start = startOfTerm(input.rule.start, input.receivedAt, input.intake);
  return deadlineOf(input, start, countTerm(input, start));
}

/** As `computeDeadline`, with the counts an explanation is made of. */
export function deriveDeadline(input: DeadlineInput): DerivedDeadline {
  const start = startOfTerm(input.rule.start, input.receivedAt, input.intake);
  const counts = countTerm(input, start);
  return { ...deadlineOf(input, start, counts), start, counts };
}

/** The term from its start, and after it time added in another unit. */
function countTerm({ rule, extra, processing }: DeadlineInput, start: TermStart): Counts {
  const joined = extra === undefined ? rule.limit : joinLimits(rule.limit, extra);
  const first = countLimit(start.at, joined ?? rule.limit, processing, rule.end);
  return joined !== undefined || extra === undefined ? [first] : [first, countLimit(continueFrom(first), extra, processing, rule.end, eventOfExtra(first))];
}

function deadlineOf(input: DeadlineInput, start: TermStart, counts: Counts): Deadline {
  const last = counts[1] ?? counts[0];
  return { startAt: start.at, dueAt: last.at, nominalAt: nominalEnd(last), warnings: warningsFor(input, last.at), ruleVersion: TIME_RULE_VERSION };
}

/** Two limits of one unit as one; `undefined` where they must be counted one after the other. */
function joinLimits(limit: TimeLimit, extra: TimeLimit): TimeLimit | undefined {
  return limit.unit !== 'same-day' && extra.unit !== 'same-day' && limit.unit === extra.unit
    ? { unit: limit.unit, amount: limit.amount + extra.amount }
    : undefined;
}

function warningsFor({ receivedAt, intake, processing }: DeadlineInput, dueAt: Instant): readonly DeadlineWarning[] {
  const [firstDay, lastDay] = [localDateOf(receivedAt), dayEndingAt(dueAt)];
  if (processing.isConfirmed(firstDay, lastDay) && intake.isConfirmed(firstDay, lastDay)) {
    return NO_WARNINGS;
  }
  const warnings: DeadlineWarning[] = [];
  const lastYear = yearOf(lastDay);
  for (let year = yearOf(firstDay); year <= lastYear; year += 1) {
    if (yearStatus(processing.effective, year) !== 'confirmed' || yearStatus(intake.effective, year) === 'proposed') {
      warnings.push({ code: 'unconfirmed-year', year });
    }
  }
  return warnings;
}

/**
 * The end of another clock of an agency (supplement request, answer): counted like a term that starts on receipt,
 * ending at the same clock time unless `end` says otherwise. A limit of zero gives `at`.
 */
export function addLimit(at: Instant, limit: TimeLimit, calendar: WorkingCalendar, end: EndRule = 'same-clock'): Instant {
  return isZero(limit) ? at : countLimit(at, limit, calendar, end).at;
}

/**
 * When the applicant's own time is over: at 24:00 of its last day, which is a working day (Civil Code 2015 Art. 148.5, 148.6).
 * The same clock time is a practice of offices and binds nobody else. Hours end where they run out.
 */
export function applicantDeadline(from: Instant, limit: TimeLimit, calendar: WorkingCalendar): Instant {
  return addLimit(from, limit, calendar, 'midnight');
}

/**
 * The moment a limit before `at` (warning, apology draft, letter limit): "one day before expiry" is one working day at the same
 * clock time. 24:00 counts as the end of its day. A moment at which the office is closed moves back to the last closing before
 * it, because nobody can act on it later; one exactly at opening or closing stands. `same-day` gives the opening of that day.
 * A limit of zero gives `at`.
 */
export function subtractLimit(at: Instant, limit: TimeLimit, calendar: WorkingCalendar): Instant {
  if (isZero(limit)) {
    return at;
  }
  const from = withinItsDay(at);
  switch (limit.unit) {
    case 'working-days':
      return backIntoHours(calendar.addWorkingDays(from, -limit.amount, 'same-clock'), calendar);
    case 'working-hours':
      return calendar.addWorkingTime(at, -limit.amount * MS_PER_HOUR);
    case 'calendar-days':
      return backIntoHours(instant(from - Math.round(limit.amount * MS_PER_DAY)), calendar);
    case 'months':
      return backIntoHours(monthsBefore(from, limit.amount), calendar);
    case 'years':
      return backIntoHours(monthsBefore(from, limit.amount * 12), calendar);
    case 'same-day': {
      const day = localDateOf(from);
      return calendar.isWorkingDay(day) ? openingOf(calendar, day) : backIntoHours(from, calendar);
    }
  }
}

/**
 * Where a stage's budget ends. Office hours: 8 are one working day, the rest is counted in open time. Calendar days may be
 * broken and end on a working day within open hours; working hours are open time.
 */
export function budgetToEnd(at: Instant, budget: StageBudget, calendar: WorkingCalendar): Instant {
  if (budget.amount === 0) {
    return at;
  }
  switch (budget.unit) {
    case 'office-hours':
      return addLimit(at, { unit: 'working-days', amount: budget.amount / OFFICE_HOURS_PER_DAY }, calendar);
    case 'working-hours':
      return addLimit(at, budget, calendar);
    case 'calendar-days':
      return rollForwardFrom(instant(at + Math.round(budget.amount * MS_PER_DAY)), at, calendar, 'same-clock');
  }
}

/** How a result stands to its due date. */
export type Punctuality = 'early' | 'on-time' | 'late';

/** Late when the result came after the due moment (equal is not late), early when its day is before the due day, else on time. */
export function punctualityOf(resultAt: Instant, dueAt: Instant): Punctuality {
  if (resultAt > dueAt) {
    return 'late';
  }
  // A due moment at 24:00 belongs to the day it ends.
  return localDateOf(resultAt) < dayEndingAt(dueAt) ? 'early' : 'on-time';
}

function isZero(limit: TimeLimit): boolean {
  return limit.unit !== 'same-day' && limit.amount === 0;
}

function monthsBefore(from: Instant, months: number): Instant {
  const date = localDateOf(from);
  return instant(startOfDay(addMonths(date, -months)) + from - startOfDay(date));
}

function backIntoHours(at: Instant, calendar: WorkingCalendar): Instant {
  return isServedAt(calendar, at) ? at : calendar.boundary(at, 'previous-closing');
}
