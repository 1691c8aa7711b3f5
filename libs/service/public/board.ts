import { type Instant, localDateOf, monthOf, yearOf } from '#domain';
import type { DaySpan, RateValue } from '#domain/figures';
import type { Engine } from '../engine.js';
import { readFigure } from '../figures/read-figure.js';

/** Numbers of an agency for a screen in its hall: none of them names anybody. */
export interface BoardNumbers {
  readonly asOf: Instant;
  readonly receivedToday: number;
  readonly doneToday: number;
  /** Received and not finished: under way, and of these those past their date and those that stand still in time. */
  readonly open: number;
  readonly overdue: number;
  readonly waiting: number;
  /** Finished in time of all finished since the first of the month. */
  readonly onTime: RateValue;
  /** The days `onTime` is of: the whole month, of which only what has been is counted. */
  readonly month: DaySpan;
}

/** The numbers of an agency today and in this month, as its staff see them in the figures. */
export async function readBoard({ database }: Pick<Engine, 'database'>, { province, agency }: { readonly province: string; readonly agency: string }, at: Instant): Promise<BoardNumbers> {
  const scope = { province, ...(agency === province ? {} : { agency }) };
  const day = localDateOf(at);
  const today = await readFigure(database, { scope, period: { kind: 'day', day }, rates: [], counts: ['received', 'finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated', 'open', 'overdue', 'pausedInTime'], at });
  const counts = today.figures[0]?.counts ?? {};
  const month = await readFigure(database, { scope, period: { kind: 'month', year: yearOf(day), month: monthOf(day) }, rates: ['on-time-of-processed'], counts: [], at });
  const { received = 0, finishedEarly = 0, finishedOnTime = 0, finishedLate = 0, finishedUndated = 0, open = 0, overdue = 0, pausedInTime = 0 } = counts;
  return {
    asOf: at,
    receivedToday: received,
    doneToday: finishedEarly + finishedOnTime + finishedLate + finishedUndated,
    open,
    overdue,
    waiting: pausedInTime,
    onTime: month.figures[0]?.rates['on-time-of-processed'] ?? { n: 0, d: 0 },
    month: month.days,
  };
}
