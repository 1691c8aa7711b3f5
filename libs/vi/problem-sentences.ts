/** Sentences for what goes wrong before or beside a decision on a dossier, by the code programs know it by. */
const SENTENCES = {
  'invalid-request': 'Nội dung gửi lên chưa đúng mẫu quy định; hãy xem từng chỗ sai được nêu.',
  'malformed-json': 'Nội dung gửi lên không phải là JSON hợp lệ.',
  'bad-request': 'Không hiểu được yêu cầu này.',
  unauthenticated: 'Cần đăng nhập để thực hiện; phiên đăng nhập không có hoặc đã hết hạn.',
  'not-found': 'Không tìm thấy nội dung được yêu cầu.',
  'method-not-allowed': 'Địa chỉ này không nhận kiểu yêu cầu được gửi.',
  'body-too-large': 'Nội dung gửi lên lớn hơn mức cho phép.',
  'uri-too-long': 'Địa chỉ yêu cầu quá dài.',
  'command-dead': 'Thao tác không thực hiện được sau nhiều lần thử và đã dừng; người phụ trách đã được báo.',
  'unsupported-media-type': 'Không nhận nội dung thuộc loại này tại địa chỉ được yêu cầu.',
  'idempotency-key-reused': 'Khóa chống gửi trùng đã được dùng cho một nội dung khác.',
  'unknown-file': 'Tệp không thuộc hồ sơ này.',
  'file-type-refused': 'Loại tệp không được chấp nhận; chỉ nhận PDF, ảnh, văn bản, bảng tính và tệp nén.',
  'figure-not-available': 'Không tính được chỉ số này cho phạm vi đã chọn.',
  'inbox-full': 'Hồ sơ đang có quá nhiều thao tác chờ xử lý; hãy thử lại sau giây lát.',
  'internal-error': 'Hệ thống gặp lỗi khi xử lý yêu cầu.',
  'database-unavailable': 'Hiện không kết nối được cơ sở dữ liệu; hãy thử lại sau giây lát.',
  'identity-unavailable': 'Hiện không kết nối được dịch vụ đăng nhập; hãy thử lại sau giây lát.',
} as const satisfies Record<string, string>;
/** What can go wrong with a request that is not a refusal of the domain. */
export type ProblemCode = keyof typeof SENTENCES;

/** The sentence shown to the person whose request could not be answered. */
export function problemSentence(code: ProblemCode): string {
  return SENTENCES[code];
}
