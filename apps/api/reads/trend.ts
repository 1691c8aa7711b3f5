import { addCalendarDays, formatLocalDate, type Instant, type LocalDate, localDateFrom, localDateOf, monthOf, WEEKDAYS, weekdayOf, yearOf } from '#domain';
import { type Count, type DaySpan, daysOf, hasBegun, NO_FIGURES, type RateName, type SeriesStep, seriesOf, stateOfRate } from '#domain/figures';
import { type FigureAnswer, type FigureScope, readProjectionStanding, readSeries } from '#service/figures';
import { formatIsoDateVi, RATE_STATE_LABELS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { TrendRequest } from '../schemas/figure-query.js';
import { percent, viewValue } from '../views/figure-view.js';
import { type ToldDays, viewPeriod } from '../views/period-view.js';
import type { RateTrend } from '../views/trend-view.js';
import { statedRate } from '../views/rate-view.js';
import { askedPeriod, recorded } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';
import { targetOf } from './figures.js';

/** Most steps of one answer: two months of days, over a year of weeks, five years of months. */
const STEPS_LIMIT = 62;
/** Steps of a series where no period is named: the present one and those before it. */
const USUAL_STEPS: Readonly<Record<SeriesStep, number>> = { month: 12, week: 13, day: 31 };
const MONTHS_A_YEAR = 12;
const DAYS_A_WEEK = WEEKDAYS.length;
const HANDLED = ['received', 'finishedEarly', 'finishedOnTime', 'finishedUndated', 'finishedLate', 'open', 'overdue'] as const satisfies readonly Count[];

/** A rate over one period after another. Throws a 422 problem for more steps than one answer holds, and for a rate such a scope cannot tell. */
export async function readTrend({ engine, counts }: FigureReader, name: RateName, scope: FigureScope, request: TrendRequest, at: Instant): Promise<RateTrend> {
  const asked = await askedPeriod(engine, scope.province, { ...usualPeriod(request, at), ...request }, at);
  const periods = seriesOf(asked.period, request.step);
  if (periods.length > STEPS_LIMIT) {
    throw problem('invalid-request', undefined, [{ path: '/query/step', reason: `gives ${String(periods.length)} steps over this period: at most ${String(STEPS_LIMIT)} are told at once` }]);
  }
  const projection = await readProjectionStanding(engine.database.read);
  const answers = await readSeries(counts, { scope, rates: [name], counts: HANDLED, at }, periods.filter((period) => hasBegun(daysOf(period), at)));
  const { recordedFrom } = await recorded(engine, scope.province, asked.days, at);
  const { target } = await targetOf(engine, name, scope, asked.days);
  return {
    ...statedRate(name),
    target: percent(target),
    period: viewPeriod(asked),
    asOf: isoOf(at),
    scope: { ...scope },
    projection,
    step: request.step,
    items: answers.map((answer) => viewStep(name, answer, request, { days: answer.days, at, ...(recordedFrom === undefined ? {} : { recordedFrom }) })),
  };
}

function viewStep(name: RateName, { source, figures, days }: FigureAnswer, { step, officer }: TrendRequest, told: ToldDays): RateTrend['items'][number] {
  const figure = figures[0];
  const value = figure?.rates[name];
  if (value === undefined) {
    throw problem('figure-not-available', 'Leave out the officer, or ask for a rate of stages; steps that are not kept for such a scope tell only rates of dates');
  }
  const { received, finishedEarly, finishedOnTime, finishedUndated, finishedLate, open, overdue } = { ...NO_FIGURES, ...figure?.counts };
  const state = stateOfRate(name, value);
  return {
    key: formatLocalDate(days.first),
    label: labelOf(step, days),
    period: viewPeriod(told),
    source,
    state,
    stateLabel: RATE_STATE_LABELS[state],
    ...viewValue(value),
    handled: officer === undefined ? { received, early: finishedEarly, onTime: finishedOnTime + finishedUndated, late: finishedLate, open, overdue } : null,
  };
}

/** `19/08/2026`, `17/08–23/08/2026`, `08/2026`, or the days of a report month. */
function labelOf(step: SeriesStep, { first, last }: DaySpan): string {
  const [from, to] = [formatIsoDateVi(formatLocalDate(first)), formatIsoDateVi(formatLocalDate(last))];
  if (step === 'day') {
    return from;
  }
  return step === 'month' && from.startsWith('01/') ? from.slice(3) : `${from.slice(0, 5)}–${to}`;
}

function usualPeriod({ period, month, from, step }: TrendRequest, at: Instant): { readonly from?: string; readonly to?: string } {
  if (period !== undefined || month !== undefined || from !== undefined) {
    return {};
  }
  const today = localDateOf(at);
  return { from: formatLocalDate(firstOfUsual(step, today)), to: formatLocalDate(today) };
}

function firstOfUsual(step: SeriesStep, today: LocalDate): LocalDate {
  const before = USUAL_STEPS[step] - 1;
  switch (step) {
    case 'day':
      return addCalendarDays(today, -before);
    case 'week':
      return addCalendarDays(today, -before * DAYS_A_WEEK - WEEKDAYS.indexOf(weekdayOf(today)));
    case 'month': {
      const months = yearOf(today) * MONTHS_A_YEAR + monthOf(today) - 1 - before;
      return localDateFrom(Math.floor(months / MONTHS_A_YEAR), (months % MONTHS_A_YEAR) + 1, 1);
    }
  }
}
