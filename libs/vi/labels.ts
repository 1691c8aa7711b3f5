import type { Channel, CommonRefusalGround, DossierStatus, Fault, OpinionOutcome, OpinionState, PartyState, PauseGround, PortalCode, Rating, RatingChannel, RefusalGround, Role, Standing } from '#domain';

/** Statuses of a dossier as shown to staff. */
export const STATUS_LABELS: Record<DossierStatus, string> = {
  registered: 'Mới đăng ký',
  'awaiting-completion': 'Chờ hoàn thiện trước khi tiếp nhận',
  received: 'Được tiếp nhận',
  'intake-refused': 'Không được tiếp nhận',
  'in-progress': 'Đang xử lý',
  'awaiting-supplement': 'Chờ bổ sung hồ sơ',
  'awaiting-payment': 'Chờ thực hiện nghĩa vụ tài chính',
  withdrawn: 'Đã rút theo yêu cầu',
  paused: 'Tạm dừng tính thời hạn',
  suspended: 'Dừng xử lý',
  finished: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
  cancelled: 'Đã hủy do lập nhầm',
};

/** Status codes of the national public service portal, in its own words (TrangThaiHoSo). */
export const PORTAL_STATUS_LABELS: Record<PortalCode, string> = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
};

/** Ways a dossier reaches the counter. */
export const CHANNEL_LABELS: Record<Channel, string> = {
  counter: 'Trực tiếp',
  online: 'Trực tuyến',
  post: 'Bưu chính công ích',
};

/** Roles of people, and of the engine itself. */
export const ROLE_LABELS: Record<Role, string> = {
  clerk: 'Cán bộ tiếp nhận',
  officer: 'Người thụ lý',
  head: 'Lãnh đạo phòng',
  signatory: 'Người ký',
  manager: 'Lãnh đạo quản lý',
  admin: 'Quản trị hệ thống',
  auditor: 'Người kiểm tra, giám sát',
  citizen: 'Người dân, tổ chức',
  portal: 'Cổng Dịch vụ công',
  system: 'Hệ thống',
};

const REFUSAL_GROUNDS: Record<CommonRefusalGround, string> = {
  'not-eligible': 'Không đủ điều kiện giải quyết theo quy định',
  'not-competent': 'Không thuộc thẩm quyền giải quyết',
};

/** What a ground for refusing after appraisal is called: the condition that is not met, or what holds of every procedure. */
export function refusalGroundLabel(ground: RefusalGround): string {
  return 'condition' in ground ? `Không đáp ứng điều kiện: ${ground.condition}` : REFUSAL_GROUNDS[ground.code];
}

/** Legal grounds on which the clock stands still, a supplement among them. */
export const PAUSE_GROUND_LABELS: Record<PauseGround | 'supplement', string> = {
  supplement: 'Chờ bổ sung, hoàn thiện hồ sơ',
  'financial-obligation': 'Người nộp hồ sơ thực hiện nghĩa vụ tài chính',
  'tax-determination': 'Cơ quan thuế xác định nghĩa vụ tài chính',
  'land-price-determination': 'Xác định giá đất cụ thể',
  'public-posting': 'Niêm yết công khai',
  'media-announcement': 'Đăng tin trên phương tiện thông tin đại chúng',
  'expert-examination': 'Trưng cầu giám định',
  'violation-handling': 'Xử lý hành vi vi phạm pháp luật',
  'inheritance-division': 'Phân chia thừa kế',
  'cadastral-measurement': 'Trích đo bản đồ địa chính',
  'land-consolidation': 'Thỏa thuận dồn điền, đổi thửa',
  'construction-cost-determination': 'Xác định chi phí xây dựng công trình',
  'external-opinion': 'Lấy ý kiến cơ quan khác',
  'applicant-explanation': 'Người nộp hồ sơ giải trình',
};

/** What an agency can have done wrong. */
export const FAULT_LABELS: Record<Fault, string> = {
  'wrong-result': 'Kết quả giải quyết có sai sót',
  'lost-dossier': 'Hồ sơ bị thất lạc',
};

/** How satisfied an applicant is. */
export const RATING_LABELS: Record<Rating, string> = {
  'very-satisfied': 'Rất hài lòng',
  satisfied: 'Hài lòng',
  dissatisfied: 'Không hài lòng',
};

/** Where an applicant gave a rating. */
export const RATING_CHANNEL_LABELS: Record<RatingChannel, string> = {
  desk: 'Tại Bộ phận Một cửa',
  kiosk: 'Tại ki-ốt',
  portal: 'Trên cổng dịch vụ công',
};

/** What is awaited of the body at work while the clock stands still. */
export const PARTY_TASK_LABELS: Record<PartyState['task'], string> = {
  answer: 'Chờ kết quả của cơ quan khác',
  confirmation: 'Chờ xác nhận nộp tiền',
};

/** What an agency says when asked for its opinion. */
export const OPINION_OUTCOME_LABELS: Record<OpinionOutcome, string> = {
  agreed: 'Đồng ý',
  'agreed-with-conditions': 'Đồng ý có điều kiện',
  objected: 'Không đồng ý',
};

/** What no answer within its limit means. */
export const SILENCE_LABELS: Record<OpinionState['silence'], string> = {
  consent: 'Không trả lời là đồng ý',
  late: 'Không trả lời là chậm',
};

/** How a dossier stands, or stood at its end, against its date. */
export const STANDING_LABELS: Record<Standing, string> = {
  'in-time': 'Trong hạn',
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  late: 'Quá hạn',
  undated: 'Không có ngày hẹn trả',
  'due-soon': 'Sắp đến hạn',
  paused: 'Tạm dừng',
};

/** Queues people work from, as the tabs of a list. */
export const QUEUE_LABELS = {
  all: 'Tất cả',
  open: 'Đang giải quyết',
  'due-today': 'Đến hạn hôm nay',
  'due-soon': 'Sắp đến hạn',
  late: 'Quá hạn',
  'stage-late': 'Bước xử lý quá hạn',
  'waiting-applicant': 'Chờ người nộp bổ sung',
  'waiting-payment': 'Chờ thực hiện nghĩa vụ tài chính',
  'waiting-agency': 'Chờ cơ quan khác',
  'agency-late': 'Cơ quan khác quá thời hạn',
  unassigned: 'Chưa phân công',
  'to-transfer': 'Chờ chuyển đến cơ quan giải quyết',
  'to-confirm': 'Chờ cơ quan có thẩm quyền xác nhận đã nhận',
  'online-answer': 'Hồ sơ trực tuyến chờ trả lời',
  'to-sign': 'Phiếu xin lỗi chờ ký',
  'owed-letters': 'Còn nợ văn bản gửi người nộp',
  returned: 'Bị trả lại để xử lý lại',
  'to-hand-over': 'Chờ trả kết quả',
  uncollected: 'Kết quả chưa được nhận',
  cancelled: 'Đã hủy do lập nhầm',
} as const satisfies Record<string, string>;

/** Work owed to a person, as lines of a list. */
export const TASK_LABELS = {
  'answer-online-filing': 'Trả lời hồ sơ trực tuyến',
  'answer-overdue': 'Hồ sơ trực tuyến quá hạn trả lời',
  'remind-applicant': 'Nhắc người nộp bổ sung hồ sơ',
  'close-unsupplemented': 'Kết thúc hồ sơ không được bổ sung',
  'pause-ended': 'Hết thời gian dự kiến tạm dừng',
  'agency-warned': 'Đôn đốc cơ quan khác sắp hết thời hạn',
  'agency-late': 'Cơ quan khác quá thời hạn: yêu cầu nêu lý do, xin lỗi và hẹn lại',
  'opinion-late': 'Báo người đứng đầu Bộ phận Một cửa về cơ quan chậm trả lời ý kiến',
  'hand-result-to-desk': 'Bàn giao kết quả cho Bộ phận Một cửa',
  'sign-apology': 'Ký phiếu xin lỗi',
  'supply-delay-reason': 'Nêu lý do chậm của bước đang giữ để ký phiếu xin lỗi',
  'tell-new-date': 'Báo người nộp ngày hẹn trả mới',
  'promise-broken': 'Quá ngày hẹn lại, cần lãnh đạo xem xét',
  'second-reappointment': 'Đề nghị hẹn lại lần thứ hai, cần lãnh đạo xem xét',
  'notify-result': 'Báo người nộp nhận kết quả',
  'uncollected-result': 'Kết quả chưa được nhận',
  'correct-fault': 'Khắc phục lỗi của cơ quan: tiếp nhận lại hồ sơ, không thu phí, lệ phí',
  'needed-result': 'Hồ sơ khác của cùng lần nộp đã có kết quả: chuyển bước hồ sơ này, hoặc xử lý theo kết quả đó',
  'command-refused': 'Thao tác gửi trước đó không được chấp nhận',
  'command-dead': 'Thao tác gửi trước đó không thực hiện được',
  'letter-failing': 'Văn bản gửi người nộp chưa lập được, cần kiểm tra',
  'letter-unsure': 'Chưa rõ văn bản đã gửi tới người nộp hay chưa, cần kiểm tra và trả lời',
  'letter-returned': 'Văn bản không tới được người nộp, cần liên hệ hoặc giao bản giấy',
  'calendar-unconfirmed': 'Lịch năm chưa có thông báo, cần nhập thông báo nghỉ lễ, Tết',
  'balance-broken': 'Số liệu thống kê của cơ quan không khớp với hồ sơ hoặc với tổng các năm, cần kiểm tra',
  'projection-differs': 'Danh sách, số liệu thống kê không khớp với sổ cái hồ sơ, cần kiểm tra',
  'sync-rejected': 'Cổng Dịch vụ công quốc gia không nhận hồ sơ, cần sửa rồi gửi lại',
  'sync-withheld': 'Hồ sơ tạm giữ, chưa báo lên Cổng Dịch vụ công quốc gia, cần kiểm tra',
} as const satisfies Record<string, string>;

/** Letters to the applicant by what they are for, as lines of a list. */
export const LETTER_LABELS = {
  receipt: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  'filing-receipt': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả của nhóm thủ tục liên thông',
  'supplement-request': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  apology: 'Phiếu xin lỗi',
  'date-moved': 'Thông báo điều chỉnh thời gian trả kết quả',
  'stop-notice': 'Thông báo dừng giải quyết hồ sơ',
  'result-ready': 'Thông báo có kết quả giải quyết hồ sơ',
  'uncollected-reminder': 'Thông báo nhắc nhận kết quả giải quyết hồ sơ',
  'fault-apology': 'Thư xin lỗi về sai sót của cơ quan',
} as const satisfies Record<string, string>;

/** Forms by their number in TT 03/2025/TT-VPCP; `00` is a notice no circular has a form for. */
export const FORM_LABELS = {
  '00': 'Văn bản không có mẫu quy định',
  '01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  '02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  '03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  '04': 'Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết',
  '05': 'Thông báo dừng giải quyết hồ sơ',
  '06': 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  '07': 'Sổ theo dõi hồ sơ',
} as const satisfies Record<string, string>;

/** Where a draft of calendars stands. */
export const DRAFT_STATUS_LABELS = {
  draft: 'Dự thảo, chờ công bố',
  published: 'Đã công bố',
  discarded: 'Đã bỏ',
} as const satisfies Record<string, string>;

/** What a draft of calendars would do to open dossiers. */
export const IMPACT_LABELS = {
  movingLater: 'Hạn hoặc ngày hẹn trả lùi lại',
  lateAndStanding: 'Đã quá hạn, hạn giữ nguyên',
  imported: 'Chuyển từ hệ thống khác, hạn giữ nguyên',
  standingThoughEarlier: 'Lịch mới cho ngày sớm hơn, ngày đã hẹn giữ nguyên',
  onlyTargets: 'Chỉ thay đổi hạn của bước xử lý và cảnh báo',
  unmoved: 'Không thay đổi',
  beyondReach: 'Không liên quan',
} as const satisfies Record<string, string>;
