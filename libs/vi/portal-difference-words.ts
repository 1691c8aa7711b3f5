import { startOfDay } from '#domain';
import type { DifferenceReason, PortalMeasure, PortalMoment, PortalPunctuality, TableFault } from '#domain/figures';
import { clockTimeVi, formatDateVi, formatMinuteVi } from './formats.js';

/** Kinds of differences between the portal and us. */
export const PORTAL_DIFFERENCE_LABELS = {
  count: 'Số liệu khác',
  'only-there': 'Chỉ có trên cổng',
  'only-here': 'Chỉ có ở đây',
  'listed-twice': 'Ghi hai lần trong danh sách của cổng',
  'other-status': 'Trạng thái khác',
  'other-due': 'Ngày hẹn khác',
  'other-punctuality': 'Tình trạng hạn khác',
} as const;

/** What counts are compared, as the portal's table calls them. */
export const PORTAL_MEASURE_LABELS: Record<PortalMeasure, string> = {
  received: 'Tiếp nhận trong kỳ',
  carriedOver: 'Kỳ trước chuyển sang',
  finishedEarly: 'Đã xử lý trước hạn',
  finishedOnTime: 'Đã xử lý đúng hạn',
  finishedLate: 'Đã xử lý quá hạn',
  openInTime: 'Đang xử lý trong hạn',
  openOverdue: 'Đang xử lý quá hạn',
};

/** How our number is made, in words. */
export const PORTAL_FORMULAS: Record<PortalMeasure, string> = {
  received: 'hồ sơ tiếp nhận trong kỳ, không kể từ chối tiếp nhận và mở nhầm',
  carriedOver: 'hồ sơ đang giải quyết cuối ngày trước kỳ',
  finishedEarly: 'kết thúc trong kỳ, ngày kết thúc trước ngày đến hạn',
  finishedOnTime: 'kết thúc trong kỳ vào ngày đến hạn, không quá phút đến hạn',
  finishedLate: 'kết thúc trong kỳ sau phút đến hạn',
  openInTime: 'đang giải quyết cuối kỳ, chưa quá phút đến hạn, kể cả tạm dừng',
  openOverdue: 'đang giải quyết cuối kỳ, đã quá phút đến hạn',
};

/** How something stands to its date. */
export const PORTAL_PUNCTUALITY_LABELS: Record<PortalPunctuality, string> = { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn', 'in-time': 'trong hạn' };

const REASONS: Record<DifferenceReason, string> = {
  'by-date': 'cổng so theo ngày, ở đây theo phút',
  'paused-in-time': 'cổng coi tạm dừng là đúng hạn',
  'withdrawn-on-time': 'cổng coi hồ sơ rút là đúng hạn',
  'undated-on-time': 'cổng coi hồ sơ không có ngày hẹn là đúng hạn',
  reappointed: 'cổng ghi ngày hẹn lại; ở đây hạn không đổi theo phiếu xin lỗi',
  'first-date': 'cổng còn ghi ngày hẹn đầu tiên',
  'not-synced': 'chưa đồng bộ: xem hàng đợi đồng bộ',
  'not-told': 'chưa từng gửi lên cổng (hồ sơ nhập từ hệ thống cũ hoặc đồng bộ đang tắt)',
  'unknown-code': 'ở đây không có hồ sơ mang mã này',
  'other-scope': 'hồ sơ có ở đây nhưng thuộc cơ quan khác',
  unknown: 'chưa rõ lý do: mở hồ sơ để xem',
};

/** Why the portal says something else, in one sentence. The dates of a difference of punctuality make it concrete. */
export function portalReasonVi(reason: DifferenceReason, dates: { readonly finishedAt?: number; readonly dueAt?: number; readonly ours?: unknown; readonly theirs?: unknown } = {}): string {
  const { finishedAt, dueAt, ours, theirs } = dates;
  if (reason !== 'by-date' || finishedAt === undefined || dueAt === undefined || !isStanding(ours) || !isStanding(theirs)) {
    return REASONS[reason];
  }
  const sameDay = formatDateVi(finishedAt) === formatDateVi(dueAt);
  const when = sameDay ? `trả ${clockTimeVi(finishedAt)} ngày hẹn ${clockTimeVi(dueAt, true)}` : `trả ${formatDateVi(finishedAt)}, hẹn ${formatDateVi(dueAt)}`;
  return `cổng so theo ngày: ${when} là ${PORTAL_PUNCTUALITY_LABELS[theirs]}; theo phút là ${PORTAL_PUNCTUALITY_LABELS[ours]}`;
}

/** Why a number of the portal is another, in one sentence: no single dossier stands behind it, so an unknown reason is looked for code by code. */
export function portalCountReasonVi(reason: DifferenceReason): string {
  return reason === 'unknown' ? 'chưa rõ lý do: gửi danh sách mã hồ sơ của cổng để so từng hồ sơ' : portalReasonVi(reason);
}

function isStanding(value: unknown): value is PortalPunctuality {
  return typeof value === 'string' && value in PORTAL_PUNCTUALITY_LABELS;
}

/** A moment as a list of the portal gives it. */
export function portalMomentVi({ day, minute }: PortalMoment): string {
  const date = formatDateVi(startOfDay(day));
  return minute === undefined ? date : `${formatMinuteVi(minute)} ${date}`;
}

const WANTED: Record<TableFault['wanted'], string> = {
  head: 'không thấy dòng tiêu đề: cần cột "Mã hồ sơ" cùng trạng thái, ngày hẹn hoặc tình trạng hạn, hoặc cột "Đơn vị"/"Lĩnh vực" cùng ít nhất hai cột số liệu như "Tiếp nhận", "Đã xử lý – Quá hạn"; hay gửi kèm tên cột trong `columns`',
  count: 'không phải số hồ sơ; ghi số nguyên, ví dụ 1.234',
  code: 'không phải mã hồ sơ; ghi như 000.00.31.H99-260819-0361',
  status: 'không phải trạng thái của cổng; ghi số 1–10 hoặc tên trạng thái, ví dụ "Đang xử lý"',
  due: 'không đọc được ngày; ghi dạng 28/08/2026 hoặc 28/08/2026 09:00',
  punctuality: 'không phải tình trạng hạn; ghi "Trước hạn", "Đúng hạn", "Trong hạn" hoặc "Quá hạn"',
  subject: 'không có cơ quan hoặc lĩnh vực mang tên này trong danh mục; ghi đúng tên hoặc mã',
};

/** What is wrong with a cell and how to put it right. */
export function tableFaultVi({ cell, value, wanted }: TableFault): string {
  return `Ô ${cell}${value === '' ? '' : ` "${value.slice(0, 100)}"`}: ${WANTED[wanted]}`;
}
