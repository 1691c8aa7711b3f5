import { formatLocalDate, type LocalDate } from '#domain';
import type { PeriodRecord } from '#domain/figures';
import { formatIsoDateVi } from './formats.js';

/** What is said of a period of which not everything was recorded here; `undefined` where all of it was. */
export function periodNoteVi(record: PeriodRecord, recordedFrom: LocalDate | undefined): string | undefined {
  const since = recordedFrom === undefined ? undefined : formatIsoDateVi(formatLocalDate(recordedFrom));
  if (record === 'none') {
    return since === undefined ? 'Hệ thống chưa ghi nhận hồ sơ nào: chưa có dữ liệu.' : `Hệ thống chỉ có dữ liệu từ ngày ${since}: kỳ này chưa có dữ liệu, không phải là bằng không.`;
  }
  return record === 'from-later' && since !== undefined ? `Hệ thống chỉ có dữ liệu từ ngày ${since}: số liệu của kỳ này chưa trọn kỳ.` : undefined;
}
