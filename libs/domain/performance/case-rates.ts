import { rateValue, type RateValue } from './rate-value.js';

/** Names of the rates of cases' clocks. Each is told for one clock, agency or province, or for all of them together. */
export const CASE_RATE_NAMES = ['clock-on-time', 'clock-late', 'clock-open-overdue'] as const;
export type CaseRateName = (typeof CASE_RATE_NAMES)[number];

/** A round of a clock as figures see it. Instants are epoch milliseconds. */
export interface ClockRound {
  readonly clock: string;
  readonly agency: string;
  readonly startedAt: number;
  readonly dueAt: number;
  /** When it was truly done or given up, whenever that was entered. */
  readonly stopped?: { readonly at: number; readonly outcome: 'done' | 'cancelled' };
}

/** What a rate is told of: a period from its first moment to its first moment after, as known at `at`. */
export interface CasePeriod {
  readonly from: number;
  readonly until: number;
  readonly at: number;
}

/** One named rate of clocks. */
export interface CaseRate {
  readonly name: CaseRateName;
  /** Numerator and denominator in words. */
  readonly formula: string;
}

const DUE = 'rounds of clocks due in the period that are done or past their end, without those given up before it';

/** The whole catalogue. */
export const CASE_RATES: readonly CaseRate[] = [
  { name: 'clock-on-time', formula: `done at or before their end / ${DUE}` },
  { name: 'clock-late', formula: `done after their end, given up after it, or still open past it / ${DUE}` },
  { name: 'clock-open-overdue', formula: 'past their end and not done / rounds running, both at the end of the period or now' },
];

/** Whether a round is counted by a rate, and in its numerator. `undefined`: not counted. */
export function judgeRound(name: CaseRateName, round: ClockRound, period: CasePeriod): { readonly isCounted: boolean } | undefined {
  return name === 'clock-open-overdue' ? judgeOpen(round, Math.min(period.until, period.at)) : judgeDue(name, round, period);
}

/**
 * The deed counts at its own moment, so what was done in time and proven later is in time; the end itself is in time. An end at
 * 24:00 is of the day it ends (Civil Code 2015 Art. 148.6), and so of the period that day lies in.
 */
function judgeDue(name: CaseRateName, { dueAt, stopped }: ClockRound, { from, until, at }: CasePeriod): { readonly isCounted: boolean } | undefined {
  const isGivenUp = stopped?.outcome === 'cancelled' && stopped.at <= dueAt;
  const isDone = stopped?.outcome === 'done';
  if (dueAt <= from || dueAt > until || isGivenUp || (!isDone && dueAt >= at)) {
    return undefined;
  }
  const isOnTime = isDone && stopped.at <= dueAt;
  return { isCounted: isOnTime === (name === 'clock-on-time') };
}

function judgeOpen({ startedAt, dueAt, stopped }: ClockRound, moment: number): { readonly isCounted: boolean } | undefined {
  if (startedAt >= moment || (stopped !== undefined && stopped.at < moment)) {
    return undefined;
  }
  return { isCounted: dueAt < moment };
}

/** A rate over rounds; without a value where there was nothing to judge. */
export function caseRateOf(name: CaseRateName, rounds: readonly ClockRound[], period: CasePeriod): RateValue {
  const judged = rounds.flatMap((round) => judgeRound(name, round, period) ?? []);
  return rateValue(judged.filter(({ isCounted }) => isCounted).length, judged.length);
}
