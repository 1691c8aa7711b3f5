import type { LetterChannel } from '#domain';

/** Ways a letter reaches an applicant, as forms and lists show them. */
export const LETTER_CHANNEL_LABELS: Record<LetterChannel, string> = {
  paper: 'Bản giấy',
  email: 'Thư điện tử',
  sms: 'Tin nhắn SMS',
  zalo: 'Tin nhắn Zalo',
};

/** How far a channel is with a letter. */
export const DELIVERY_STATUS_LABELS = {
  waiting: 'Chờ gửi',
  sending: 'Đang gửi',
  unsure: 'Chưa rõ đã gửi hay chưa',
  sent: 'Đã gửi',
  delivered: 'Đã đến người nhận',
  failed: 'Không gửi được',
  withdrawn: 'Không gửi nữa',
} as const satisfies Record<string, string>;

/** Where a letter stands between being owed and having left. */
export const LETTER_STATUS_LABELS = {
  owed: 'Chưa lập',
  produced: 'Đã lập, chưa gửi',
  sent: 'Đã gửi',
  withdrawn: 'Không gửi nữa',
} as const satisfies Record<string, string>;

/** What the paper of a letter is to it. */
export const DELIVERY_ROLE_LABELS = {
  main: 'Bản gửi',
  copy: 'Bản giấy đã ký để tại quầy',
} as const satisfies Record<string, string>;

/** What happened on a letter's way. */
export const DELIVERY_STEP_LABELS = {
  began: 'Bắt đầu gửi',
  accepted: 'Nơi chuyển đã nhận',
  delivered: 'Đã đến người nhận',
  refused: 'Tạm thời chưa nhận, sẽ gửi lại',
  failed: 'Không gửi được',
  unknown: 'Không rõ kết quả lần gửi',
  absent: 'Nơi chuyển chưa nhận, gửi lại',
  arrived: 'Người kiểm tra xác nhận đã gửi tới',
  again: 'Người kiểm tra cho gửi lại',
  returned: 'Bị trả lại',
  printed: 'Đã in',
  'handed-over': 'Đã giao trực tiếp',
  posted: 'Đã gửi bưu chính',
} as const satisfies Record<string, string>;

/** Why a letter came back. */
export const RETURN_REASON_LABELS = {
  'no-such-address': 'Địa chỉ không tồn tại',
  'mailbox-full': 'Hộp thư đầy',
  rejected: 'Người nhận từ chối',
  'moved-away': 'Người nhận đã chuyển đi',
  other: 'Lý do khác',
} as const satisfies Record<string, string>;

/** Who opened a letter on the public page, by how they proved to be whom it is for. */
export const LETTER_OPENED_BY_LABELS = {
  'one-time-code': 'Người có mã một lần gửi tới liên hệ ghi trong hồ sơ',
  'sign-in': 'Người nộp hồ sơ đăng nhập bằng định danh của mình',
  unrecorded: 'Không ghi lại cách xác nhận',
} as const;
