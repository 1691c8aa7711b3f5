import type { ClockInterval } from '../calendar/definition.js';
import type { StageBudget, TimeLimit } from '../deadline/time-limit.js';
import type { Weekday } from '../time/local-date.js';

/** Whom a changed day is for: every agency of the province unless some are named. */
interface ForAgencies {
  readonly agencies?: readonly string[];
}

/** A local day newly off. */
export interface DayOff extends ForAgencies {
  readonly date: string;
}

/** How long a newly worked day is: as Monday, its hours before or after noon, or hours of its own. */
export type WorkedHours = 'full' | 'morning' | 'afternoon' | readonly ClockInterval[];

/** Every such weekday from one day to another, both included. Public holidays and closures stay off. */
export interface Weekly {
  readonly every: Weekday;
  readonly from: string;
  readonly to: string;
}

/** A local day, or a weekday, newly worked. A day that is worked already keeps its hours. */
export interface OpenDay extends ForAgencies {
  readonly on: { readonly date: string } | Weekly;
  readonly hours: WorkedHours;
}

/** The units a changed term is given in. */
export type ChangedLimit = Extract<TimeLimit, { readonly unit: 'working-days' | 'working-hours' }>;

/**
 * Another term for a procedure, or one case of it: the whole of a part, or the budget of one stage, which the term follows by what
 * the longest way through its group of stages becomes shorter or longer.
 */
export type TermChange = { readonly procedure: string; readonly case?: string } & (
  | { readonly part: number; readonly limit: ChangedLimit }
  | { readonly stage: string; readonly budget: Extract<StageBudget, { readonly unit: 'office-hours' | 'working-hours' }> }
);

/** An officer away from one local day to another, both included, with nobody in his place. */
export interface OfficerAway {
  readonly officer: string;
  readonly from: string;
  readonly to: string;
}

/** Other rules to replay a ledger under, all of them at once. Nothing stated changes nothing. */
export interface Scenario {
  readonly holidays: readonly DayOff[];
  readonly openDays: readonly OpenDay[];
  readonly terms: readonly TermChange[];
  readonly absences: readonly OfficerAway[];
}

/** A scenario that changes nothing. */
export const NO_CHANGES: Scenario = { holidays: [], openDays: [], terms: [], absences: [] };
