import { type FeedbackRates, feedbackRates, type Instant, instant, addCalendarDays, startOfDay } from '#domain';
import { daysOf, type DaySpan, type Period } from '#domain/figures';
import type { Engine } from '../engine.js';
import { readFigure } from '../figures/read-figure.js';
import { type Counts, type CountsQuery, readFeedbackCounts } from './feedback-counts.js';

/** Whose figures of feedback are asked for. */
export interface FeedbackFiguresQuery {
  readonly province: string;
  readonly agency?: string;
  readonly period: Period;
  readonly at: Instant;
}

/** Figures of feedback over a period (index 766 items 5.2 to 5.4), with the days they speak of. */
export interface FeedbackFigures {
  readonly days: DaySpan;
  readonly counts: Counts;
  readonly rates: FeedbackRates;
}

/** The time a period covers, up to now while it lasts. */
export function countsQueryOf({ province, agency, period, at }: FeedbackFiguresQuery): CountsQuery {
  const { first, last } = daysOf(period);
  const until = Math.min(startOfDay(addCalendarDays(last, 1)), at + 1);
  return { province, ...(agency === undefined ? {} : { agencies: [agency] }), from: startOfDay(first), until: instant(until) };
}

/** Counts and rates of a period. Dossiers and those overdue are as the headline rate of dossiers counts them. */
export async function readFeedbackFigures(engine: Engine, query: FeedbackFiguresQuery): Promise<FeedbackFigures> {
  const { province, agency, period, at } = query;
  const counts = await readFeedbackCounts(engine.database.read, countsQueryOf(query));
  const scope = { province, ...(agency === undefined ? {} : { agency }) };
  const { figures } = await readFigure(engine.database, { scope, period, rates: ['late-rate'], at });
  const late = figures[0]?.rates['late-rate'];
  return { days: daysOf(period), counts, rates: feedbackRates(counts, { all: late?.d ?? 0, overdue: late?.n ?? 0 }) };
}
