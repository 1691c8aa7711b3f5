/** Words of messages to the national portal that stand for what is not told. */
export const PORTAL_TEXTS = {
  erased: 'Dữ liệu cá nhân đã được xóa theo quy định',
  otherPaper: 'Giấy tờ khác',
} as const;

/** Why a message to the national portal is held until a person has looked. */
export const SYNC_REASON_LABELS = {
  rejected: 'Cổng Dịch vụ công quốc gia không nhận nội dung',
  'given-up': 'Cổng Dịch vụ công quốc gia chưa nhận sau nhiều lần gửi',
  'broken-chain': 'Sổ cái của hồ sơ không còn nguyên vẹn',
  'history-changed': 'Nội dung đã báo trước đây không còn khớp với sổ cái',
  'record-changed': 'Dữ liệu người nộp hồ sơ không khớp với sổ cái',
  'not-composed': 'Không lập được nội dung từ sổ cái của hồ sơ',
  'cancelled-after-report': 'Hồ sơ lập nhầm đã hủy sau khi đã báo lên Cổng',
} as const;

/** How far a message to the national portal is. */
export const SYNC_STATUS_LABELS = {
  waiting: 'Chờ gửi',
  sending: 'Đang gửi',
  acknowledged: 'Cổng đã nhận',
  rejected: 'Cổng không nhận',
  withheld: 'Tạm giữ, không gửi',
  dropped: 'Không gửi nữa',
} as const;
