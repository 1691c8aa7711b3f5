import type { FeedbackChannel, FeedbackCommandType, FeedbackCount, FeedbackPhase, FeedbackSubject, FindingKind, ReopeningReason, ToldBy, UrgedBy, Verdict } from '#domain';

/** What commands to feedback are called on screens. */
export const FEEDBACK_COMMAND_LABELS: Readonly<Record<FeedbackCommandType, string>> = {
  AcceptFeedback: 'Tiếp nhận để xử lý',
  RefuseFeedback: 'Từ chối tiếp nhận',
  SendBackFeedback: 'Trả lại phản ánh, kiến nghị',
  AskMore: 'Yêu cầu bổ sung thông tin',
  RecordSupplied: 'Ghi nhận thông tin bổ sung',
  ForwardFeedback: 'Chuyển cơ quan có thẩm quyền',
  AnswerFeedback: 'Trả lời',
  ProposePublication: 'Soạn nội dung công khai',
  ApprovePublication: 'Duyệt công khai kết quả trả lời',
  PublishAnswer: 'Ghi nhận đã công khai kết quả trả lời',
  RateAnswer: 'Ghi nhận đánh giá kết quả trả lời',
  ReopenFeedback: 'Xử lý lại',
  WithdrawFeedback: 'Ghi nhận người gửi rút phản ánh, kiến nghị',
  TellApplicant: 'Báo người nộp hồ sơ',
  ProposeErasure: 'Đề nghị xóa dữ liệu cá nhân',
  WithdrawErasure: 'Rút đề nghị xóa dữ liệu cá nhân',
  RejectErasure: 'Không duyệt đề nghị xóa dữ liệu cá nhân',
  EraseCaseRecords: 'Xóa dữ liệu cá nhân',
};

/** What phases of feedback and urgings are called. */
export const FEEDBACK_PHASE_LABELS: Readonly<Record<FeedbackPhase, string>> = {
  received: 'Mới nhận',
  asked: 'Chờ bổ sung thông tin',
  accepted: 'Đang xử lý',
  answered: 'Đã trả lời, chờ công khai',
  approved: 'Đã duyệt nội dung công khai',
  published: 'Đã công khai kết quả trả lời',
  refused: 'Từ chối tiếp nhận',
  'sent-back': 'Đã trả lại',
  withdrawn: 'Người gửi đã rút',
  told: 'Đã báo người nộp hồ sơ',
};

/** What ways of feedback are called. */
export const FEEDBACK_CHANNEL_LABELS: Readonly<Record<FeedbackChannel, string>> = {
  portal: 'Cổng Dịch vụ công quốc gia',
  hotline: 'Đường dây nóng',
  paper: 'Văn bản giấy',
  counter: 'Trực tiếp tại Bộ phận Một cửa',
  app: 'Ứng dụng của tỉnh',
};

/** What feedback is about, in words. */
export const FEEDBACK_SUBJECT_LABELS: Readonly<Record<FeedbackSubject, string>> = {
  regulation: 'Quy định hành chính',
  conduct: 'Hành vi, thái độ của cán bộ, công chức',
  'dossier-handling': 'Việc giải quyết hồ sơ',
  'online-service': 'Dịch vụ công trực tuyến',
  fees: 'Phí, lệ phí',
  other: 'Nội dung khác',
};

/** What people say of an answer, in words. */
export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = { satisfied: 'Hài lòng', dissatisfied: 'Không hài lòng' };

/** Why feedback is taken up again, in words. */
export const REOPENING_REASON_LABELS: Readonly<Record<ReopeningReason, string>> = {
  dissatisfied: 'Người gửi không hài lòng',
  mistake: 'Trả lời có sai sót',
  'new-facts': 'Có tình tiết mới',
  'refusal-contested': 'Người gửi không đồng ý việc từ chối, trả lại',
};

/** Who urges, in words. */
export const URGED_BY_LABELS: Readonly<Record<UrgedBy, string>> = { applicant: 'Người nộp hồ sơ', desk: 'Bộ phận Một cửa' };

/** How an applicant was told, in words. */
export const TOLD_BY_LABELS: Readonly<Record<ToldBy, string>> = { 'at-desk': 'Trực tiếp', phone: 'Điện thoại', message: 'Tin nhắn' };

/** What personal data in words for the public is called. */
export const FINDING_LABELS: Readonly<Record<FindingKind, string>> = {
  'own-data': 'Thông tin của người gửi',
  phone: 'Số điện thoại',
  'identity-number': 'Số định danh, số giấy tờ',
  email: 'Thư điện tử',
  'dossier-code': 'Mã hồ sơ',
  address: 'Địa chỉ',
  'name-like': 'Có thể là tên người',
};

/** What counts of feedback are called. */
export const FEEDBACK_COUNT_LABELS: Readonly<Record<FeedbackCount, string>> = {
  received: 'Phản ánh, kiến nghị đã nhận',
  answered: 'Đã trả lời',
  overdue: 'Quá hạn chưa trả lời',
  judged: 'Đã trả lời hoặc quá hạn chưa trả lời',
  'answered-well': 'Trả lời đúng hạn, không bị đánh giá không hài lòng',
  reopened: 'Phải xử lý lại',
  'complained-dossiers': 'Hồ sơ có phản ánh mà người gửi không hài lòng với trả lời',
};

/** Said where nothing was received in a period. */
export const NO_FEEDBACK_NOTE = 'Không phát sinh phản ánh, kiến nghị trong kỳ; Cổng Dịch vụ công quốc gia tự tính 6 điểm cho mục này.';

/** The word for a phase; its code where it has none. */
export function feedbackPhaseLabel(phase: string): string {
  return wordIn(FEEDBACK_PHASE_LABELS, phase);
}

/** Names of commands written one after another, in words. */
export function feedbackCommandWords(commands: string): string {
  return commands
    .split(', ')
    .map((command) => wordIn(FEEDBACK_COMMAND_LABELS, command))
    .join(', ');
}

function wordIn(labels: Readonly<Record<string, string>>, code: string): string {
  return labels[code] ?? code;
}
