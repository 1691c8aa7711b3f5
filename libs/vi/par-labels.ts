import type { MissingRow, SheetEventType, TargetMatch, UnreadTarget } from '#domain/figures';

/** What a part of a set of criteria is shown as that no source gives. */
export const PAR_UNKNOWN = 'chưa rõ';

/** How a score sheet stands. */
export const PAR_STANDING_LABELS = {
  'not-open': 'Chưa đến thời gian chấm điểm',
  open: 'Đang chấm điểm',
  'changes-by-two': 'Hết thời gian chấm điểm: sửa phải nêu lý do và có người thứ hai xác nhận',
  submitted: 'Đã nộp',
} as const;

/** What happened to a score sheet. */
export const PAR_EVENT_LABELS: Record<SheetEventType, string> = {
  SheetOpened: 'Mở bảng điểm',
  CatalogueAdopted: 'Áp dụng phiên bản mới của bộ tiêu chí',
  RowScored: 'Chấm điểm',
  ChangeProposed: 'Đề nghị sửa điểm ngoài thời gian chấm',
  ChangeConfirmed: 'Xác nhận sửa điểm',
  ChangeDeclined: 'Không đồng ý sửa điểm',
  SheetSubmitted: 'Nộp bảng điểm',
};

/** What a row of a score sheet lacks. */
export const PAR_LACK_LABELS: Record<MissingRow['lacks'], string> = {
  score: 'Chưa chấm điểm',
  'evidence-or-explanation': 'Thiếu tài liệu kiểm chứng hoặc giải trình',
};

/** Why a target of a plan was not read. */
export const PAR_UNREAD_LABELS: Record<UnreadTarget['reason'], string> = {
  'no-points': 'Không đọc được số điểm của mục tiêu; hãy nhập điểm mục tiêu và điểm tối đa',
  'above-maximum': 'Điểm mục tiêu lớn hơn điểm tối đa; hãy xem lại kế hoạch và nhập lại',
};

/** Why a target of a plan could not be given to a criterion. */
export const PAR_UNMATCHED_LABELS: Record<Extract<TargetMatch, { readonly kind: 'unmatched' }>['reason'], string> = {
  'no-such-name': 'Không có tiêu chí nào mang tên này trong bộ tiêu chí; hãy chọn tiêu chí',
  'several-alike': 'Có nhiều tiêu chí tên gần giống; hãy chọn tiêu chí',
  'maximum-differs': 'Điểm tối đa khác với bộ tiêu chí; hãy chọn tiêu chí và xác nhận điểm',
};
