import type { Comparator, PlanProblemCode, ReportPeriod, SetTarget, TaskTiming } from '#domain';
import { clockTimeVi, formatIsoDateVi, isoDateOf } from './formats.js';

/** How a task of a plan's report stands, as the report says it. */
export const TASK_STATE_LABELS = {
  'awaiting-date': 'Chờ ấn định thời hạn',
  running: 'Đang thực hiện',
  overdue: 'Quá hạn, chưa hoàn thành',
  'done-on-time': 'Hoàn thành đúng hạn',
  'done-late': 'Hoàn thành quá hạn',
  unmet: 'Hoàn thành, không đạt chỉ tiêu',
} as const;

/** How tasks are listed. */
export const TASK_STANDING_LABELS = {
  open: 'Đang mở',
  'awaiting-date': 'Chờ ấn định thời hạn',
  'due-today': 'Đến hạn hôm nay',
  overdue: 'Quá hạn',
  'explanation-due': 'Chờ giải trình',
  closed: 'Đã kết thúc',
} as const;

/** When tasks are to be done. */
export const TASK_TIMING_LABELS: Readonly<Record<TaskTiming, string>> = {
  deadline: 'Có thời hạn',
  report: 'Báo cáo định kỳ',
  continuous: 'Thường xuyên',
  awaiting: 'Chờ ấn định thời hạn',
};

/** Periods of reports. */
export const REPORT_PERIOD_LABELS: Readonly<Record<ReportPeriod, string>> = {
  month: 'tháng',
  quarter: 'quý',
  'six-months': '6 tháng',
  'nine-months': '9 tháng',
  year: 'năm',
};

/** What a person must look at in a plan that was read, and what to do. */
export const PLAN_PROBLEM_LABELS: Readonly<Record<PlanProblemCode, string>> = {
  'no-table': 'Không tìm thấy bảng phân công nhiệm vụ: cần có dòng tiêu đề với cột nhiệm vụ và ít nhất hai cột khác (tiến độ, cơ quan chủ trì, kết quả…).',
  'outside-table': 'Dòng này nằm ngoài bảng nhiệm vụ; hãy xem có nhiệm vụ nào cần thêm không.',
  'no-task': 'Dòng này trong bảng không có nội dung nhiệm vụ; hãy xem có phải phần của nhiệm vụ khác không.',
  'empty-section': 'Tiêu đề này không có nhiệm vụ nào bên dưới.',
  'schedule-missing': 'Nhiệm vụ không ghi thời hạn; cần người có trách nhiệm ấn định.',
  'schedule-unread': 'Không đọc được thời hạn; hãy chọn thời hạn cho nhiệm vụ.',
  'no-lead': 'Nhiệm vụ không ghi cơ quan chủ trì.',
  past: 'Thời hạn nằm trước ngày ban hành kế hoạch; hãy kiểm tra lại năm.',
};

/** The end of a term for tables: `17:00 25/08/2026`; midnight is 24:00 of the day it ends (Civil Code 2015 Art. 148.6). */
export function formatDueShortVi(ms: number): string {
  return `${clockTimeVi(ms, true)} ${formatIsoDateVi(isoDateOf(ms, true))}`;
}

/** Words before the measure of a target. */
export const COMPARATOR_LABELS: Readonly<Record<Comparator, string>> = {
  'at-least': 'từ',
  'at-most': 'không quá',
  below: 'dưới',
  above: 'trên',
};

/** A target in words, such as `từ 98%` or `ít nhất 3`. */
export function targetVi({ comparator, measure }: Pick<SetTarget, 'comparator' | 'measure'>): string {
  const amount = measure.kind === 'share' ? `${String(measure.hundredths / 100).replace('.', ',')}%` : String(measure.count);
  return `${comparator === 'at-least' && measure.kind === 'count' ? 'ít nhất' : COMPARATOR_LABELS[comparator]} ${amount}`;
}
