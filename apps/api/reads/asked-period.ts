import { formatLocalDate, type Instant } from '#domain';
import { type DaySpan, daysOf, hasBegun, type Period } from '#domain/figures';
import type { Engine } from '#service';
import { firstRecordedDay } from '#service/figures';
import { formatIsoDateVi } from '#vi';
import { problem } from '../problems/problem.js';
import { type PeriodRequest, periodOf } from '../schemas/figure-query.js';
import type { ToldDays } from '../views/period-view.js';

/** A period that was asked for, with what an answer says of it. */
export interface AskedPeriod extends ToldDays {
  readonly period: Period;
}

/** The period a request means, report periods by the cut-off of the settings. Throws a 422 problem for one that has not begun. */
export async function askedPeriod(engine: Engine, province: string, request: PeriodRequest, at: Instant): Promise<AskedPeriod> {
  const { assignedTasks } = await engine.rules.settings(engine.database.read);
  return standing(engine, province, periodOf(request, at, assignedTasks.reports), at);
}

/** A period named otherwise than by the words of figures. Throws a 422 problem for one that has not begun. */
export async function standing(engine: Engine, province: string, period: Period, at: Instant): Promise<AskedPeriod> {
  const days = daysOf(period);
  demandBegun(days, at);
  return { period, ...(await recorded(engine, province, days, at)) };
}

/** Days with the first day of which a province has anything recorded. */
export async function recorded(engine: Engine, province: string, days: DaySpan, at: Instant): Promise<ToldDays> {
  const recordedFrom = await firstRecordedDay(engine.database.read, province);
  return { days, at, ...(recordedFrom === undefined ? {} : { recordedFrom }) };
}

/** Throws a 422 problem that says which days have not begun, and when they do: nought would read like a figure. */
export function demandBegun(days: DaySpan, at: Instant): void {
  if (!hasBegun(days, at)) {
    const [first, last] = [formatLocalDate(days.first), formatLocalDate(days.last)];
    throw problem('period-not-begun', `The period ${first} to ${last} begins on ${first} (${formatIsoDateVi(first)}): ask for it from that day on, or for an earlier one`);
  }
}
