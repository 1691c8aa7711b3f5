import { z } from 'zod';
import { type Instant, localDate, type ReportRules } from '#domain';
import { type DaySpan, daysOf, type Period } from '#domain/figures';
import { REPORT_FILE_FORMATS, REPORT_GROUPS, REPORT_NAMES } from '#service/figures';
import { reference } from './atoms.js';
import { isReportSpan, parsePeriod, periodText } from './figure-period.js';
import { checkPeriod, day, month, periodOf } from './figure-query.js';

/** Everything that can be asked for as a report: documents, and the list of evidence. */
export const ASKED_REPORTS = [...REPORT_NAMES, 'evidence'] as const;
/** Which report is asked for. */
export const reportName = z.enum(ASKED_REPORTS);
/** A report's name as it is asked for. */
export type AskedReport = z.output<typeof reportName>;

const NO_REPORT: Period = { kind: 'day', day: localDate(0) };

/** CSV begins with the mark of UTF-8 or not. */
export const byteOrderMark = z.enum(['true', 'false']).exactOptional().meta({ description: 'CSV begins with the byte order mark by which spreadsheets know UTF-8' });

/** Whose report in which format over which days. Without a period: the present month. */
export const reportQuery = z
  .strictObject({
    format: z.enum(REPORT_FILE_FORMATS).exactOptional().meta({ description: '`xlsx` where nothing is said' }),
    agency: reference.exactOptional(),
    by: z.enum(REPORT_GROUPS).exactOptional().meta({ description: 'What the rows are told apart by; `field` where nothing is said' }),
    comparison: z.enum(['minute', 'date']).exactOptional().meta({ description: '`minute` (where nothing is said): late after the minute of the slip; `date`: late after its day, as the national portal counts' }),
    period: periodText.refine((text) => isReportSpan(parsePeriod(text) ?? NO_REPORT), 'must be a month, quarter, half-year, nine months or a year, such as 2026-03, 2026-Q1, 2026-H1, 2026-9M or 2026').exactOptional().meta({ description: 'A report period, cut off as the settings say: on the 14th, 2026-03 is 15 February to 14 March' }),
    month: month.exactOptional().meta({ description: 'A month of the calendar' }),
    from: day.exactOptional(),
    to: day.exactOptional(),
    bom: byteOrderMark,
  })
  .superRefine(checkPeriod);
/** A `reportQuery` that was checked. */
export type ReportQuery = z.output<typeof reportQuery>;

/** The days a request means; `rules` cut off report periods. */
export function reportDaysOf(query: ReportQuery, at: Instant, rules: ReportRules): DaySpan {
  return daysOf(periodOf({ ...query, ...(query.period === undefined ? {} : { bounds: 'report' as const }) }, at, rules));
}
