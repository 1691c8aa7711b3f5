import { formatLocalDate } from '#domain';
import type { DaySpan } from '#domain/figures';

/** What no file's name may hold everywhere. */
const NOT_IN_NAMES = /[^A-Za-z0-9.-]+/gu;

/** Name of a report's file without its ending, such as `ii-06a_H99.31_2026-11-15_2026-12-14`: letters every system knows, no tone marks. */
export function fileNameOf(report: string, agency: string, { first, last }: DaySpan): string {
  return [report, agency, formatLocalDate(first), formatLocalDate(last)].map((part) => part.replace(NOT_IN_NAMES, '-')).join('_');
}
