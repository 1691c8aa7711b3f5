import { z } from 'zod';
import { parseLocalDate, type ReportRules, reportPeriodOf } from '#domain';
import type { Period, ReportSpan } from '#domain/figures';

const SHAPE = /^(?<year>20\d\d)(?:-Q(?<quarter>[1-4])|-H(?<half>[12])|-(?<nine>9M)|-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\d|3[01])|-(?<part>[AB]))?)?$/;

/** A period in one word: a day, half a month (A to the 14th, B from the 15th), a month, quarter, half-year, nine months or year. */
export const periodText = z
  .string()
  .regex(SHAPE, { error: 'must be a period, such as 2026-08-19, 2026-08-A, 2026-08, 2026-Q3, 2026-H1, 2026-9M or 2026', abort: true })
  .refine((text) => parsePeriod(text) !== undefined, 'is not a day of the calendar')
  .meta({ description: 'Day 2026-08-19, half-month 2026-08-A (1st to 14th) or 2026-08-B, month 2026-08, quarter 2026-Q3, half-year 2026-H1, nine months 2026-9M, year 2026', examples: ['2026-Q3'] });

/** How the ends of a period are found: whole months, or from cut-off to cut-off as reports are made. */
export const boundsText = z.enum(['calendar', 'report']).meta({ description: '`report`: months, quarters, half-years, nine months and years end on the cut-off day of the settings and begin the day after the one before' });

/** The period a text means; `undefined` for none. */
export function parsePeriod(text: string): Period | undefined {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) {
    return undefined;
  }
  const year = Number(parts['year']);
  const month = Number(parts['month']);
  if (parts['quarter'] !== undefined) {
    return { kind: 'quarter', year, quarter: Number(parts['quarter']) };
  }
  if (parts['half'] !== undefined) {
    return { kind: 'half-year', year, half: parts['half'] === '1' ? 1 : 2 };
  }
  if (parts['nine'] !== undefined) {
    return { kind: 'nine-months', year };
  }
  if (parts['day'] !== undefined) {
    return dayFrom(text);
  }
  if (parts['part'] !== undefined) {
    return { kind: 'half-month', year, month, half: parts['part'] === 'A' ? 1 : 2 };
  }
  return parts['month'] === undefined ? { kind: 'year', year } : { kind: 'month', year, month };
}

function dayFrom(text: string): Period | undefined {
  try {
    return { kind: 'day', day: parseLocalDate(text) };
  } catch {
    return undefined;
  }
}

/** A period cut off as reports are; `undefined` for one no report is made for. */
export function reportPeriod(period: Period, rules: ReportRules): Period | undefined {
  return isReportSpan(period) ? reportPeriodOf(period, rules) : undefined;
}

/** True for the periods reports are made for. */
export function isReportSpan(period: Period): period is ReportSpan {
  return ['month', 'quarter', 'half-year', 'nine-months', 'year'].includes(period.kind);
}
