import type { CaseEventType } from '#domain';

/** Events of cases, as lines of their timelines. */
export const CASE_EVENT_LABELS: Readonly<Record<CaseEventType, string>> = {
  CaseOpened: 'Mở việc',
  CaseAssigned: 'Giao người phụ trách',
  ClockStarted: 'Bắt đầu tính thời hạn',
  ClockMoved: 'Thời hạn thay đổi',
  ClockWarned: 'Cảnh báo sắp đến hạn',
  ClockBecameLate: 'Quá hạn',
  ClockEscalated: 'Báo cáo cấp trên do quá hạn',
  ClockStopped: 'Kết thúc tính thời hạn',
  CaseClosed: 'Kết thúc việc',
  CaseReopened: 'Mở lại việc',
  AnnouncementEntered: 'Nhập quyết định công bố',
  AnnouncementCorrected: 'Đính chính quyết định công bố',
  PublicationOpened: 'Mở việc công khai thủ tục hành chính',
  PublicationRecounted: 'Tính lại thời hạn công khai theo quyết định đã đính chính',
  PostingRecorded: 'Ghi nhận đã đăng tải, niêm yết',
  PostingCorrected: 'Đính chính việc đăng tải, niêm yết',
  PostedItemSet: 'Đặt nội dung phải niêm yết',
  FeedbackReceived: 'Nhận phản ánh, kiến nghị',
  FeedbackAccepted: 'Tiếp nhận phản ánh, kiến nghị để xử lý',
  FeedbackRefused: 'Từ chối tiếp nhận phản ánh, kiến nghị',
  FeedbackSentBack: 'Trả lại phản ánh, kiến nghị',
  MoreAsked: 'Yêu cầu bổ sung thông tin',
  MoreSupplied: 'Nhận thông tin bổ sung',
  FeedbackForwarded: 'Chuyển cơ quan có thẩm quyền',
  FeedbackAnswered: 'Trả lời',
  PublicationProposed: 'Soạn nội dung công khai',
  PublicationApproved: 'Duyệt công khai kết quả trả lời',
  AnswerPublished: 'Công khai kết quả trả lời',
  AnswerRated: 'Người gửi đánh giá kết quả trả lời',
  FeedbackWithdrawn: 'Rút phản ánh, kiến nghị',
  UrgingReceived: 'Nhận đôn đốc',
  ApplicantTold: 'Báo người nộp hồ sơ',
  ErasureProposed: 'Đề nghị xóa dữ liệu cá nhân',
  ErasureWithdrawn: 'Rút đề nghị xóa dữ liệu cá nhân',
  ErasureRejected: 'Không duyệt đề nghị xóa dữ liệu cá nhân',
  CaseRecordsErased: 'Xóa dữ liệu cá nhân',
  TaskPlanned: 'Giao nhiệm vụ',
  TaskDateSet: 'Ấn định thời hạn',
  TaskProgressed: 'Báo cáo tiến độ',
  TaskEvidenceAdded: 'Nộp tài liệu kiểm chứng',
  TaskExtensionProposed: 'Đề nghị gia hạn',
  TaskExtensionDecided: 'Quyết định việc gia hạn',
  TaskFindingRaised: 'Nêu vấn đề phát hiện qua kiểm tra',
  TaskDone: 'Hoàn thành nhiệm vụ',
  TaskExplained: 'Giải trình',
};

/** Lists of cases. */
export const CASE_STATE_LABELS = {
  open: 'Đang thực hiện',
  'due-today': 'Đến hạn hôm nay',
  overdue: 'Quá hạn',
  closed: 'Đã kết thúc',
} as const;

/** How a clock stands. */
export const CLOCK_STANDING_LABELS = {
  running: 'đang tính',
  overdue: 'quá hạn',
  'in-time': 'đúng hạn',
  late: 'trễ hạn',
  cancelled: 'không phải thực hiện nữa',
} as const;

/** Rates of clocks. */
export const CASE_RATE_LABELS = {
  'clock-on-time': 'Tỷ lệ đúng hạn',
  'clock-late': 'Tỷ lệ trễ hạn',
  'clock-open-overdue': 'Tỷ lệ đang quá hạn',
} as const;
