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
  'unknown-evidence': 'Tài liệu kiểm chứng được nêu chưa được tải lên hoặc không thuộc cơ quan của bạn; hãy tải tệp lên trước.',
  'file-type-refused': 'Loại tệp không được chấp nhận; chỉ nhận PDF, ảnh, văn bản, bảng tính và tệp nén.',
  'figure-not-available': 'Không tính được chỉ số này cho phạm vi đã chọn.',
  'calendar-invalid': 'Lịch được soạn chưa đúng quy tắc; hãy sửa chỗ được nêu.',
  'unknown-layer': 'Lịch được soạn nhắc đến một lớp lịch không có.',
  'notice-invalid': 'Không đọc được thông báo lịch nghỉ; hãy xem từng chỗ sai được nêu.',
  'draft-ended': 'Dự thảo lịch này đã được công bố hoặc đã bỏ; hãy soạn dự thảo mới.',
  'same-person': 'Người soạn dự thảo lịch không được tự công bố; hãy để người thứ hai có quyền kiểm tra và công bố.',
  'stale-draft': 'Đã có lịch khác được công bố sau khi soạn dự thảo này; hãy cập nhật dự thảo theo lịch hiện hành và xem lại ảnh hưởng rồi công bố.',
  'impact-not-computed': 'Chưa tính xong ảnh hưởng của dự thảo đến các hồ sơ đang giải quyết; hãy chờ giây lát, xem danh sách hồ sơ bị ảnh hưởng rồi công bố.',
  'nothing-changes': 'Dự thảo không làm thay đổi lịch hiện hành nên không có gì để công bố.',
  'register-year-not-over': 'Sổ chỉ được đóng khi đã hết năm, hoặc khi cơ quan đã ngừng tiếp nhận; hãy đóng sổ sau ngày 31 tháng 12.',
  'not-handed-over': 'Hồ sơ chưa được bàn giao cho bộ phận nào, hoặc lần bàn giao cuối đã bị từ chối hay thu hồi, nên chưa có giấy bàn giao; hãy chuyển hồ sơ trước.',
  'no-result-yet': 'Hồ sơ chưa có kết quả nên chưa có phiếu bàn giao kết quả; hãy ghi nhận kết quả trước.',
  'register-not-decided': 'Còn hồ sơ được tiếp nhận trong năm của sổ đang chờ hệ thống ghi nhận; hãy chờ giây lát rồi đóng sổ.',
  'letter-incomplete': 'Văn bản chưa đủ nội dung để in.',
  'letter-unsigned': 'Văn bản đang chờ người có thẩm quyền ký; chỉ xem trước được ở bước ký.',
  'template-invalid': 'Mẫu in chưa đúng quy định; hãy sửa chỗ được nêu.',
  'head-overlaps': 'Cơ quan đã có thủ trưởng ký văn bản trong thời gian này; hãy kết thúc thẩm quyền đang có, hoặc chọn thời gian bắt đầu sau đó.',
  'period-missing': 'Thẩm quyền ký thay, ký thừa lệnh, thừa ủy quyền phải có thời hạn; hãy nhập ngày kết thúc sau ngày bắt đầu.',
  'delegation-missing': 'Thẩm quyền ký thay, ký thừa lệnh, thừa ủy quyền phải có số văn bản giao quyền và chức vụ của người được ký thay.',
  'authority-ended': 'Thẩm quyền ký này đã được người khác kết thúc.',
  'number-voided': 'Số văn bản này đã được hủy trước đó.',
  'number-awaited': 'Văn bản mang số này đang được lập; hãy hủy số sau khi văn bản đã lập xong.',
  'delivery-stands-otherwise': 'Việc gửi văn bản này không còn ở tình trạng chờ trả lời như vậy; hãy xem lại tình trạng gửi.',
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
