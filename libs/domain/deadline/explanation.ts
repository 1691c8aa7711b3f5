import { dayReason, type DayReason } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { instant, localDateOf, MS_PER_MINUTE, startOfDay, type Instant } from '../time/instant.js';
import { addCalendarDays, formatLocalDate, parseLocalDate, type LocalDate } from '../time/local-date.js';
import type { ClockFit, Count } from './count.js';
import { deriveDeadline, type DeadlineInput, type DeadlineWarning, type DerivedDeadline } from './deadline.js';
import type { LegalCitation } from '../dossier/legal-citation.js';
import type { LegalRef } from './legal-ref.js';
import type { EndRule, StartRule, TimeLimit } from './time-limit.js';

/**
 * What a term begins with: the receipt; the completion of an online filing; the receipt by the competent agency of a
 * non-territorial filing, planned or real; full receipt of a supplement; the proof of payment, or the word that
 * nothing is owed.
 */
export type TermEvent = 'receipt' | 'completed-filing' | 'planned-competent-receipt' | 'competent-receipt' | 'supplement' | 'payment' | 'no-obligation';

const EVENT_LAW: Record<Exclude<TermEvent, 'receipt'>, LegalRef> = {
  'completed-filing': 'decree-61-2018:17.2',
  'planned-competent-receipt': 'decree-118-2025:17.3',
  'competent-receipt': 'decree-118-2025:17.3',
  supplement: 'decree-61-2018:19.4',
  payment: 'provincial-rule:second-appointment',
  'no-obligation': 'provincial-rule:second-appointment',
};

/** One step of the way from receipt to due date, as a code with its data; dates are `YYYY-MM-DD`. Texts are rendered elsewhere. */
export type ExplanationStep =
  /** What the term begins with, and the article that says it does (`citation` where the procedure names its own); a receipt begins it by the start rule alone. */
  | { readonly code: 'received'; readonly event: TermEvent; readonly at: Instant; readonly law?: LegalRef; readonly citation?: LegalCitation }
  /** The start rule; `moved` when the term begins later than the receipt, with the days between. */
  | { readonly code: 'start'; readonly rule: StartRule; readonly at: Instant; readonly moved: boolean; readonly passed: readonly DayReason[]; readonly law: LegalRef }
  /** The limit counted next; `extra` when it is (or contains) time added to the term. */
  | { readonly code: 'limit'; readonly limit: TimeLimit; readonly extra?: TimeLimit; readonly from: Instant }
  /** The day of the event is not counted. */
  | { readonly code: 'day-zero'; readonly date: string; readonly law: LegalRef }
  /** The event has no clock time of its own: the end is at that of the last closing before it. */
  | { readonly code: 'clock-of-closing'; readonly closing: Instant; readonly law: LegalRef }
  | { readonly code: 'day-counted'; readonly number: number; readonly day: DayReason }
  | { readonly code: 'day-skipped'; readonly day: DayReason }
  /** Open time counted on one day, `minutes` may be a fraction; the first of a share names the 8-hour convention. */
  | { readonly code: 'hours-counted'; readonly day: DayReason; readonly from: Instant; readonly to: Instant; readonly minutes: number; readonly law: LegalRef }
  /** A term in calendar days, months or years runs through every day to its last one. */
  | { readonly code: 'span-counted'; readonly firstDay: string; readonly lastDay: string; readonly law: LegalRef }
  /** A same-day matter is done on this day; `sameDay` is false when no open time was left. */
  | { readonly code: 'done-on-day'; readonly day: DayReason; readonly sameDay: boolean }
  /** The last day was a day off. */
  | { readonly code: 'rolled'; readonly from: string; readonly to: string; readonly law: LegalRef }
  /** The hour of the end on its day, whose hours stand in `day`. */
  | { readonly code: 'end'; readonly rule: EndRule | 'hours'; readonly at: Instant; readonly day: DayReason; readonly fit: ClockFit; readonly law: LegalRef };

/** Why a date is what it is, as plain JSON. */
export interface Explanation {
  readonly startAt: Instant;
  readonly dueAt: Instant;
  readonly steps: readonly ExplanationStep[];
  readonly warnings: readonly DeadlineWarning[];
  readonly ruleVersion: string;
}

/**
 * The derivation of the date `computeDeadline` gives for the same input: start rule, each day counted or skipped with its
 * reason and source, rolls and the end, each with its article; `event` is what `receivedAt` is the moment of, and `citation` the
 * place the procedure itself names for a term that begins with it. Throws what `computeDeadline` throws.
 */
export function explainDeadline(input: DeadlineInput, event: TermEvent = 'receipt', citation?: LegalCitation): Explanation {
  const derived = deriveDeadline(input);
  const { startAt, dueAt, warnings, ruleVersion } = derived;
  const steps: ExplanationStep[] = [receivedStep(input, event, citation), startStep(input, derived)];
  derived.counts.forEach((count, index) => {
    const last = index === derived.counts.length - 1;
    steps.push({ code: 'limit', limit: count.limit, ...(last && input.extra !== undefined ? { extra: input.extra } : {}), from: count.from });
    steps.push(...(last ? explainCount(count, input.processing) : [...clockSteps(count), ...countSteps(count, input.processing)]));
  });
  return { startAt, dueAt, steps, warnings, ruleVersion };
}

/** The way from where a limit is counted to where it ends, without the limit itself. */
export function explainCount(count: Count, calendar: WorkingCalendar): readonly ExplanationStep[] {
  return [...clockSteps(count), ...countSteps(count, calendar), ...endSteps(count, calendar)];
}

function receivedStep({ receivedAt }: DeadlineInput, event: TermEvent, citation: LegalCitation | undefined): ExplanationStep {
  const law = event === 'receipt' ? {} : { law: EVENT_LAW[event] };
  const own = citation !== undefined && (event === 'payment' || event === 'no-obligation') ? { citation } : {};
  return { code: 'received', event, at: receivedAt, ...law, ...own };
}

function startStep(input: DeadlineInput, { start }: DerivedDeadline): ExplanationStep {
  const passed = start.moved ? daysOf(input.intake, localDateOf(input.receivedAt), addCalendarDays(localDateOf(start.at), -1)) : [];
  return { code: 'start', rule: input.rule.start, at: start.at, moved: start.moved, passed, law: start.law };
}

function clockSteps({ clockFrom }: Count): ExplanationStep[] {
  return clockFrom === undefined ? [] : [{ code: 'clock-of-closing', closing: clockFrom, law: 'office-practice:last-closing' }];
}

function countSteps(count: Count, calendar: WorkingCalendar): ExplanationStep[] {
  switch (count.limit.unit) {
    case 'working-days':
      return [...workingDaySteps(count, calendar), ...hourSteps(count, calendar, 'office-practice:8-hour-day')];
    case 'working-hours':
      return [...hourSteps(count, calendar, 'civil-code-2015:147.1')];
    case 'calendar-days':
      return [...spanSteps(count, 'civil-code-2015:148.1')];
    case 'months':
      return [...spanSteps(count, 'civil-code-2015:148.3')];
    case 'years':
      return [...spanSteps(count, 'civil-code-2015:148.4')];
    case 'same-day': {
      const today = localDateOf(count.from);
      const done = { code: 'done-on-day', day: dayReason(calendar.effective, count.endDay), sameDay: count.endDay === today } as const;
      return [...skippedSteps(calendar, today, count.endDay), done];
    }
  }
}

function workingDaySteps(count: Count, calendar: WorkingCalendar): ExplanationStep[] {
  const zero = localDateOf(count.from);
  const steps: ExplanationStep[] = [dayZero(zero)];
  let counted = 0;
  for (let date = addCalendarDays(zero, 1); counted < count.wholeDays; date = addCalendarDays(date, 1)) {
    const day = dayReason(calendar.effective, date);
    counted += day.working ? 1 : 0;
    steps.push(day.working ? { code: 'day-counted', number: counted, day } : { code: 'day-skipped', day });
  }
  return steps;
}

function hourSteps({ hours, endDay }: Count, calendar: WorkingCalendar, law: LegalRef): readonly ExplanationStep[] {
  return hours === undefined ? [] : countedOpenTime(calendar, hours.from, hours.ms, endDay, law);
}

/** `ms` of open time from `from`, day by day to `endDay` on which it runs out, with the days off between. */
export function countedOpenTime(calendar: WorkingCalendar, from: Instant, ms: number, endDay: LocalDate, law: LegalRef): readonly ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  let left = ms;
  for (const day of daysOf(calendar, localDateOf(from), endDay)) {
    const date = parseLocalDate(day.date);
    if (!day.working) {
      steps.push({ code: 'day-skipped', day });
    }
    for (const period of calendar.openPeriods(later(from, startOfDay(date)), startOfDay(addCalendarDays(date, 1)))) {
      const counted = Math.min(left, period.to - period.from);
      if (counted > 0) {
        steps.push({ code: 'hours-counted', day, from: period.from, to: instant(period.from + counted), minutes: counted / MS_PER_MINUTE, law });
      }
      left -= counted;
    }
  }
  return steps;
}

function spanSteps(count: Count, law: LegalRef): ExplanationStep[] {
  const zero = localDateOf(count.from);
  const span = { code: 'span-counted', firstDay: formatLocalDate(addCalendarDays(zero, 1)), lastDay: formatLocalDate(count.lastDay), law } as const;
  return [dayZero(zero), span];
}

/** The roll off a day off, if there was one, then the end. */
function endSteps(count: Count, calendar: WorkingCalendar): ExplanationStep[] {
  const { at, end, fit, lastDay, endDay } = count;
  const last: ExplanationStep = { code: 'end', rule: end, at, day: dayReason(calendar.effective, endDay), fit, law: endLaw(end, count.limit) };
  if (lastDay === endDay) {
    return [last];
  }
  const rolled = { code: 'rolled', from: formatLocalDate(lastDay), to: formatLocalDate(endDay), law: 'civil-code-2015:148.5' } as const;
  return [...skippedSteps(calendar, lastDay, endDay), rolled, last];
}

function endLaw(end: EndRule | 'hours', limit: TimeLimit): LegalRef {
  switch (end) {
    case 'closing':
      return 'office-practice:closing';
    case 'midnight':
      return 'civil-code-2015:148.6';
    case 'same-clock':
      return 'office-practice:same-clock';
    case 'hours':
      return limit.unit === 'working-hours' ? 'civil-code-2015:147.1' : 'office-practice:8-hour-day';
  }
}

function dayZero(date: LocalDate): ExplanationStep {
  return { code: 'day-zero', date: formatLocalDate(date), law: 'civil-code-2015:147.3' };
}

/** The days off from `from` up to but not including `to`. */
export function skippedSteps(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): readonly ExplanationStep[] {
  return daysOf(calendar, from, addCalendarDays(to, -1)).flatMap((day) => (day.working ? [] : [{ code: 'day-skipped', day }]));
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

function daysOf(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): DayReason[] {
  const days: DayReason[] = [];
  for (let date = from; date <= to; date = addCalendarDays(date, 1)) {
    days.push(dayReason(calendar.effective, date));
  }
  return days;
}
