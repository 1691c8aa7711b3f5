import { z } from 'zod';
import { type DaySpan, daysOf, type Instant, reportDays } from '#domain';
import { REPORT_FILE_FORMATS, REPORT_GROUPS, REPORT_NAMES } from '#service';
import { reference } from './atoms.js';
import { checkPeriod, day, month, periodOf } from './figure-query.js';

/** Everything that can be asked for as a report: documents, and the list of evidence. */
export const ASKED_REPORTS = [...REPORT_NAMES, 'evidence'] as const;
/** Which report is asked for. */
export const reportName = z.enum(ASKED_REPORTS);
/** A report's name as it is asked for. */
export type AskedReport = z.output<typeof reportName>;

const SPAN = /^(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|([69])M))?$/;

/** CSV begins with the mark of UTF-8 or not. */
export const byteOrderMark = z.enum(['true', 'false']).exactOptional().meta({ description: 'CSV begins with the byte order mark by which spreadsheets know UTF-8' });

/** Whose report in which format over which days. Without a period: the present month. */
export const reportQuery = z
  .strictObject({
    format: z.enum(REPORT_FILE_FORMATS).exactOptional().meta({ description: '`xlsx` where nothing is said' }),
    agency: reference.exactOptional(),
    by: z.enum(REPORT_GROUPS).exactOptional().meta({ description: 'What the rows are told apart by; `field` where nothing is said' }),
    comparison: z.enum(['minute', 'date']).exactOptional().meta({ description: '`minute` (where nothing is said): late after the minute of the slip; `date`: late after its day, as the national portal counts' }),
    period: z.string().regex(SPAN, 'must be a report period, such as 2026-03, 2026-Q1, 2026-6M, 2026-9M or 2026').exactOptional().meta({ description: 'A report period, cut off on the 14th: 2026-03 is 15 February to 14 March' }),
    month: month.exactOptional().meta({ description: 'A month of the calendar' }),
    from: day.exactOptional(),
    to: day.exactOptional(),
    bom: byteOrderMark,
  })
  .superRefine(checkPeriod)
  .superRefine(({ period, month: calendarMonth, from }, context) => {
    if (period !== undefined && (calendarMonth !== undefined || from !== undefined)) {
      context.addIssue({ code: 'custom', path: ['period'], message: 'cannot be given together with month or from and to' });
    }
  });
/** A `reportQuery` that was checked. */
export type ReportQuery = z.output<typeof reportQuery>;

/** The days a request means. */
export function reportDaysOf({ period, ...given }: ReportQuery, at: Instant): DaySpan {
  const [, year, inYear, quarter, months] = SPAN.exec(period ?? '') ?? [];
  if (year === undefined) {
    return daysOf(periodOf(given, at));
  }
  const of = { year: Number(year) };
  if (inYear !== undefined) {
    return reportDays({ kind: 'month', ...of, month: Number(inYear) });
  }
  if (quarter !== undefined) {
    return reportDays({ kind: 'quarter', ...of, quarter: Number(quarter) });
  }
  return reportDays({ kind: months === undefined ? 'year' : months === '6' ? 'six-months' : 'nine-months', ...of });
}
