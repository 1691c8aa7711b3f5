import { addCalendarDays, dayOfMonth, type LocalDate, monthOf } from '../time/local-date.js';
import { instant, localDateOf } from '../time/instant.js';
import type { History } from './history.js';
import { logistic } from './logistic.js';
import { type RiskMoment, shareUsed, timeLeft } from './moment.js';

/** What a probability is made of. The order is part of a stored model. */
export const RISK_FEATURES = ['history', 'term-used', 'pressure', 'stage-age', 'load', 'paused', 'supplements', 'month-end'] as const;
export type RiskFeature = (typeof RISK_FEATURES)[number];

/** Days before the end of a month that count as its end. */
const MONTH_END_DAYS = 4;
/** A ratio beyond this, or its inverse, says no more than this does. */
const LARGEST_RATIO = 20;

/** Features of a moment under the history known then, in the order of `RISK_FEATURES`. */
export function featuresOf(moment: RiskMoment, history: History): readonly number[] {
  const dwell = history.dwellOf(moment);
  const left = timeLeft(moment);
  return [
    history.logOddsOf(moment),
    shareUsed(moment),
    dwell === undefined ? 0 : logRatio(dwell / left),
    stageAge(moment),
    moment.load === undefined ? 0 : logRatio(moment.load),
    moment.pauses > 0 ? 1 : 0,
    Math.min(moment.supplements, 2),
    isMonthEnd(moment) ? 1 : 0,
  ];
}

/** A feature as people read it: a late rate, a share of the term, a ratio, or a number. */
export function plainValue(feature: RiskFeature, value: number): number {
  switch (feature) {
    case 'history':
      return logistic(value);
    case 'pressure':
    case 'load':
      return Math.exp(value);
    case 'term-used':
    case 'stage-age':
    case 'paused':
    case 'supplements':
    case 'month-end':
      return value;
  }
}

/** How long it has been in its stage, as a share of its term. */
export function stageAge({ at, stageSince, termFrom, dueAt }: RiskMoment): number {
  return dueAt <= termFrom ? 0 : Math.min(Math.max((at - stageSince) / (dueAt - termFrom), 0), 2);
}

function isMonthEnd({ dueAt }: RiskMoment): boolean {
  const day = localDateOf(instant(dueAt));
  return dayOfMonth(day) > 1 && monthOf(inDays(day)) !== monthOf(day);
}

function inDays(day: LocalDate): LocalDate {
  return addCalendarDays(day, MONTH_END_DAYS);
}

function logRatio(ratio: number): number {
  return Math.log(Math.min(Math.max(ratio, 1 / LARGEST_RATIO), LARGEST_RATIO));
}
