import { formatLocalDate } from '#domain';
import type { DaySpan } from '#domain/figures';
import { formatIsoDateVi } from '#vi';
import { dateAndTime } from './form-dates.js';

/** Who reports to whom about which days, as of when. */
export interface ReportFrame {
  readonly reporter: string;
  readonly recipient: string;
  readonly days: DaySpan;
  readonly at: number;
  /** What the period lacks, as where it began before anything was recorded: its noughts are no figures. */
  readonly note?: string;
}

/** `từ ngày 15/11/2026 đến ngày 14/12/2026`. */
export function daysInWords({ first, last }: DaySpan): string {
  return `từ ngày ${formatIsoDateVi(formatLocalDate(first))} đến ngày ${formatIsoDateVi(formatLocalDate(last))}`;
}

/** What stands below the title of a form. */
export function frameLines({ reporter, recipient, days, at, note }: ReportFrame, unit: string): readonly string[] {
  return [`Kỳ báo cáo: ${daysInWords(days)}`, `Đơn vị báo cáo: ${reporter}`, `Đơn vị nhận báo cáo: ${recipient}`, `Số liệu đọc lúc ${dateAndTime(at)}`, `Đơn vị tính: ${unit}`, ...(note === undefined ? [] : [note])];
}
