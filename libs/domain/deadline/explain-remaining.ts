import { dayReason, type DayReason } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { dayEndingAt, type Instant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { countedOpenTime, type ExplanationStep, skippedSteps } from './explanation.js';
import type { LegalRef } from './legal-ref.js';
import { deriveGiveBack, type GivenBack, type Landing, type Remaining } from './remaining.js';
import type { EndRule } from './time-limit.js';

/** Open time of one day, between two moments of it. */
export interface OpenTime {
  readonly day: DayReason;
  readonly from: Instant;
  readonly to: Instant;
}

/** One step of the way a clock takes that stood still, as a code with its data. Texts are rendered elsewhere. */
export type RemainingStep =
  /** What was left of a clock from `from` to its end `until`: open time day by day, or wall time. `ms` is that time. */
  | { readonly code: 'time-left'; readonly kind: Remaining['kind']; readonly ms: number; readonly from: Instant; readonly until: Instant; readonly days: readonly OpenTime[] }
  /** Wall time that was left runs on without a break. */
  | { readonly code: 'wall-time-counted'; readonly from: Instant; readonly to: Instant; readonly law: LegalRef }
  /** Where the clock ends, what was left having run out on `lastDay`; `day` holds the hours of the day it ends on. */
  | { readonly code: 'landed'; readonly how: Landing; readonly lastDay: string; readonly at: Instant; readonly day: DayReason; readonly law: LegalRef };

/** Where a clock that runs on ends before the old date is held against it, and the way there. */
export interface ExplainedGiveBack {
  readonly computed: Instant;
  readonly steps: readonly (ExplanationStep | RemainingStep)[];
}

const LEFT: LegalRef = 'office-practice:time-left';

/** What was left at `from` of a clock that was to end at `until`, of the kind and size a pause took; without its days where another calendar counted them. */
export function explainLeft(remaining: Remaining, from: Instant, until: Instant, calendar: WorkingCalendar): RemainingStep {
  const days = remaining.kind === 'wall' || calendar.workingTimeBetween(from, until) !== remaining.ms ? [] : openTimes(calendar, from, until);
  return { code: 'time-left', kind: remaining.kind, ms: remaining.ms, from, until, days };
}

function openTimes(calendar: WorkingCalendar, from: Instant, until: Instant): readonly OpenTime[] {
  return [...calendar.openPeriods(from, until)].map((period) => ({ day: dayReason(calendar.effective, period.date), from: period.from, to: period.to }));
}

/**
 * The derivation of the moment `giveBack` counts for the same input, before the old date is held against it: each day on
 * which what was left is counted or skipped, with reason and source, and where the clock lands.
 */
export function explainGiveBack(dueAt: Instant, remaining: Remaining, at: Instant, end: EndRule, calendar: WorkingCalendar): ExplainedGiveBack {
  const back = deriveGiveBack(dueAt, remaining, at, end, calendar);
  const counted: readonly (ExplanationStep | RemainingStep)[] =
    remaining.kind === 'wall'
      ? [{ code: 'wall-time-counted', from: at, to: back.until, law: LEFT }]
      : countedOpenTime(calendar, at, remaining.ms, dayEndingAt(back.until), LEFT);
  return { computed: back.at, steps: [...counted, ...landingSteps(back, calendar)] };
}

function landingSteps({ lastDay, how, at }: GivenBack, calendar: WorkingCalendar): readonly (ExplanationStep | RemainingStep)[] {
  const endDay = dayEndingAt(at);
  const [from, to] = [formatLocalDate(lastDay), formatLocalDate(endDay)];
  const off = skippedSteps(calendar, lastDay, endDay);
  const rolled: readonly ExplanationStep[] = calendar.isWorkingDay(lastDay) ? [] : [{ code: 'rolled', from, to, law: 'civil-code-2015:148.5' }];
  return [...off, ...rolled, { code: 'landed', how, lastDay: from, at, day: dayReason(calendar.effective, endDay), law: LANDING_LAW[how] }];
}

const LANDING_LAW: Record<Landing, LegalRef> = {
  'runs-out': LEFT,
  'next-opening': LEFT,
  'same-clock': 'office-practice:same-clock',
  closing: 'office-practice:closing',
  midnight: 'civil-code-2015:148.6',
};
