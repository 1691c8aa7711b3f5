import type { AgencyClass, OfficerClass, QualityIndex } from '#domain/figures';

/** The nine indices of TT 01/2018 Art. 13. */
export const QUALITY_INDEX_LABELS: Record<QualityIndex, string> = {
  'total-time': 'Tổng thời gian giải quyết thủ tục hành chính',
  'agency-time': 'Thời gian thực hiện của từng cơ quan, đơn vị tham gia giải quyết, kể cả cơ quan phối hợp',
  contacts: 'Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ',
  'agencies-contacted': 'Số lượng cơ quan, đơn vị phải liên hệ để hoàn thiện hồ sơ',
  'one-stop': 'Thực hiện cơ chế một cửa, một cửa liên thông',
  publicity: 'Công khai thủ tục hành chính',
  attitude: 'Thái độ của cán bộ, công chức, viên chức',
  feedback: 'Tiếp thu, giải trình phản ánh, kiến nghị',
  online: 'Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến',
};

/** What an officer's sum says. */
export const OFFICER_CLASS_LABELS: Record<OfficerClass, string> = {
  'task-done': 'Hoàn thành 100% nhiệm vụ',
  'task-mostly-done': 'Hoàn thành từ 70% đến dưới 100% nhiệm vụ',
  'task-partly-done': 'Hoàn thành dưới 70% nhiệm vụ',
};

/** Classes of agencies. */
export const AGENCY_CLASS_LABELS: Record<AgencyClass, string> = {
  excellent: 'Xuất sắc',
  good: 'Tốt',
  fair: 'Khá',
  average: 'Trung bình',
  weak: 'Yếu',
};

/** Said where nothing was there to judge. */
export const NOTHING_TO_JUDGE = 'Không phát sinh';
