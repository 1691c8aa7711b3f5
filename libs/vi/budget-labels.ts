import type { AbsenceReason, CapacityStanding } from '#domain';
import type { LatenessForecast, ReceiptBasis } from '#domain/figures';

/** Why somebody is away. */
export const ABSENCE_REASON_LABELS = {
  leave: 'Nghỉ phép',
  sick: 'Nghỉ ốm',
  maternity: 'Nghỉ thai sản',
  mission: 'Đi công tác',
  training: 'Đi học, tập huấn',
  other: 'Lý do khác',
} as const satisfies Record<AbsenceReason, string>;

/** What there is to say of the people of a day. */
export const CAPACITY_STANDING_LABELS = {
  staffed: 'Có cán bộ làm việc',
  'day-off': 'Ngày nghỉ',
  'nobody-there': 'Ngày làm việc nhưng không có cán bộ nào có mặt',
  'no-staff': 'Chưa nhập cán bộ của cơ quan',
  over: 'Đã hết giờ làm việc',
} as const satisfies Record<CapacityStanding, string>;

/** Why a dossier will be late. */
export const ENDANGERED_LABELS = {
  'needs-more': 'Thời gian còn lại ít hơn thời gian các bước còn phải làm',
  'stage-late': 'Bước đang xử lý đã quá hạn',
  'said-by-officer': 'Người thụ lý đã báo không kịp hạn',
  foretold: 'Mô hình dự báo khả năng quá hạn từ 50%; chỉ để tham khảo',
} as const;

/** How the number of dossiers that will be late is told. */
export const FORECAST_LABELS = {
  endangered: 'Theo số hồ sơ đang có nguy cơ quá hạn',
  history: 'Theo tỷ lệ quá hạn của ba tháng trước',
  model: 'Dự báo: tổng xác suất quá hạn của các hồ sơ đến hạn trong kỳ, theo mô hình; chỉ để tham khảo',
} as const satisfies Record<LatenessForecast['basis'], string>;

/** How the number of dossiers still to come is told. */
export const RECEIPT_LABELS = {
  history: 'Theo số hồ sơ tiếp nhận mỗi ngày làm việc của ba tháng trước',
  'this-period': 'Theo số hồ sơ tiếp nhận mỗi ngày làm việc từ đầu kỳ',
  none: 'Chưa có số liệu để dự báo',
} as const satisfies Record<ReceiptBasis, string>;
