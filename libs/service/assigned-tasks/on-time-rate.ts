import { addCalendarDays, type Instant, type LocalDate, RATED_CLOCKS, startOfDay } from '#domain';
import { rateValue } from '#domain/figures';
import type { OnTimeRate } from '#letters';
import type { Transaction } from '#persistence';

/** Whose tasks are counted, and the days on which they were due, both included. */
export interface OnTimeQuery {
  readonly agencies: readonly string[];
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/**
 * Tasks and reports done on time ÷ those that had to be done: of the clocks that were due in the period, numerator those stopped
 * in time, denominator those stopped or past their end at `at`. One done early counts on the day it was due, one not yet due
 * and not done does not count yet; a cancelled one never does. Looking at continuous work, findings and explanations are not tasks.
 */
export async function onTimeRate(tx: Pick<Transaction, 'first'>, { agencies, first, last }: OnTimeQuery, target: number, at: Instant): Promise<OnTimeRate> {
  const counted = await tx.first<{ n: number; d: number }>(
    `SELECT count(*) FILTER (WHERE k.in_time)::int AS n, count(*)::int AS d
     FROM case_clock k JOIN deadline_case c ON c.id = k.case_id
     WHERE c.kind = 'task' AND k.clock = ANY($1) AND k.agency = ANY($2) AND k.due_at > $3 AND k.due_at <= $4
       AND (k.stopped_at IS NOT NULL OR k.due_at < $5) AND k.outcome IS DISTINCT FROM 'cancelled'`,
    [RATED_CLOCKS, agencies, startOfDay(first), startOfDay(addCalendarDays(last, 1)), at],
  );
  const { n, d } = counted ?? { n: 0, d: 0 };
  return rateAgainst(n, d, target);
}

/** A rate held against its target, without rounding. */
export function rateAgainst(n: number, d: number, target: number): OnTimeRate {
  return { value: rateValue(n, d), target, ...(d === 0 ? {} : { isMet: n * 10_000 >= target * d }) };
}
