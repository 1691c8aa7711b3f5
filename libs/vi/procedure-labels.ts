import type { FactName, FactSection, FactWord, LegalPartCode, MissingPart } from '#domain';
import { CHANNEL_LABELS, SILENCE_LABELS } from './labels.js';

/** The constituent parts of a procedure (NĐ 63/2010 Art. 8). */
export const LEGAL_PART_LABELS: Record<LegalPartCode, string> = {
  name: 'Tên thủ tục hành chính',
  order: 'Trình tự thực hiện',
  manner: 'Cách thức thực hiện',
  components: 'Thành phần hồ sơ',
  sets: 'Số lượng hồ sơ',
  period: 'Thời hạn giải quyết',
  subjects: 'Đối tượng thực hiện',
  agency: 'Cơ quan thực hiện',
  form: 'Mẫu đơn, mẫu tờ khai',
  result: 'Kết quả thực hiện',
  conditions: 'Yêu cầu, điều kiện thực hiện',
  fees: 'Phí, lệ phí',
};

const LACKS: Record<MissingPart['lack'], string> = {
  absent: 'chưa có',
  blank: 'còn để trống',
  'not-said': 'chưa ghi, cũng chưa xác nhận là không có',
};

/** What of a procedure is missing, as its publisher reads it: `Phí, lệ phí: chưa ghi, cũng chưa xác nhận là không có`. */
export function missingPartVi({ code, lack }: Pick<MissingPart, 'code' | 'lack'>): string {
  return `${LEGAL_PART_LABELS[code]}: ${LACKS[lack]}`;
}

/** What is shown of a part the procedure has none of. */
export const NO_SUCH_PART = 'Không có';

/** Sections of two versions shown side by side. */
export const FACT_SECTION_LABELS: Record<FactSection, string> = {
  identity: 'Thông tin chung',
  parts: 'Các bộ phận tạo thành',
  terms: 'Trường hợp và thời hạn giải quyết',
  papers: 'Thành phần hồ sơ',
  forms: 'Mẫu đơn, mẫu tờ khai',
  fees: 'Phí, lệ phí',
  steps: 'Quy trình nội bộ',
  bases: 'Căn cứ pháp lý',
  rules: 'Quy tắc giải quyết',
};

/** What a line of the comparison is about. */
export const FACT_LABELS: Record<FactName, string> = {
  name: 'Tên thủ tục hành chính',
  field: 'Lĩnh vực',
  'effective-from': 'Ngày bắt đầu áp dụng',
  'ends-on': 'Ngày ngừng tiếp nhận',
  'announced-by': 'Quyết định công bố',
  'repealed-by': 'Quyết định bãi bỏ',
  source: 'Nguồn',
  order: 'Trình tự thực hiện',
  manner: 'Cách thức thực hiện',
  channel: 'Hình thức nộp hồ sơ',
  sets: 'Số lượng hồ sơ (bộ)',
  subject: 'Đối tượng thực hiện',
  'competent-agency': 'Cơ quan có thẩm quyền giải quyết',
  authority: 'Cơ quan thực hiện',
  result: 'Kết quả thực hiện',
  condition: 'Yêu cầu, điều kiện',
  note: 'Lưu ý',
  without: 'Xác nhận không có',
  case: 'Trường hợp giải quyết',
  term: 'Thời hạn giải quyết',
  'channel-term': 'Thời hạn theo hình thức nộp',
  'statutory-limit': 'Thời hạn theo quy định của pháp luật',
  dating: 'Cách ấn định ngày trả kết quả',
  paper: 'Thành phần hồ sơ',
  form: 'Mẫu đơn, mẫu tờ khai',
  fee: 'Phí, lệ phí',
  step: 'Bước của quy trình nội bộ',
  basis: 'Căn cứ pháp lý',
  'non-territorial': 'Tiếp nhận không phụ thuộc địa giới hành chính',
  immediate: 'Giải quyết ngay',
  'pause-ground': 'Căn cứ tạm dừng tính thời hạn',
  consultation: 'Lấy ý kiến',
  supplement: 'Bổ sung hồ sơ',
  answer: 'Trả lời hồ sơ trực tuyến',
  apology: 'Xin lỗi và hẹn lại',
  'remote-extra': 'Thời gian cộng thêm cho vùng khó khăn',
  'undated-maximum': 'Thời hạn tối đa khi không hẹn ngày',
  extension: 'Căn cứ kéo dài thời hạn',
};

/** Words inside such a line. */
export const FACT_WORDS: Record<FactWord, string> = {
  yes: 'Có',
  no: 'Không',
  counter: CHANNEL_LABELS.counter,
  online: CHANNEL_LABELS.online,
  post: CHANNEL_LABELS.post,
  required: 'bắt buộc',
  'not-required': 'không bắt buộc',
  form: 'Mẫu đơn, mẫu tờ khai',
  result: 'Kết quả',
  conditions: 'Yêu cầu, điều kiện',
  fees: 'Phí, lệ phí',
  competent: 'cơ quan có thẩm quyền',
  authorised: 'cơ quan được ủy quyền, phân cấp',
  coordinating: 'cơ quan phối hợp',
  receiving: 'cơ quan tiếp nhận',
  place: 'cơ quan nơi có đất, công trình hoặc người liên quan',
  'source-incomplete': 'nguồn không liệt kê các bước',
  'by-person': 'do người có thẩm quyền ấn định theo',
  'by-nobody': 'không hẹn ngày trả kết quả',
  'at-intake': 'ấn định ngay khi tiếp nhận',
  shift: 'lùi theo thời gian tạm dừng',
  stand: 'giữ nguyên khi tạm dừng',
  agreement: 'phải có thỏa thuận bằng văn bản',
  consent: SILENCE_LABELS.consent,
  late: SILENCE_LABELS.late,
  restart: 'thời hạn tính lại từ đầu',
  refused: 'quá hạn bổ sung thì từ chối',
  withdrawn: 'quá hạn bổ sung thì coi như rút hồ sơ',
  suspended: 'quá hạn bổ sung thì dừng xử lý',
  'before-expiry': 'trước khi hết hạn',
  'at-expiry': 'khi hết hạn',
  person: 'cá nhân',
  organisation: 'tổ chức',
  'excluded-tax': 'không tính thời gian: cơ quan thuế',
  'excluded-payment': 'không tính thời gian: nộp tiền',
  'excluded-posting': 'không tính thời gian: niêm yết',
  'excluded-return': 'không tính thời gian: trả kết quả',
  'excluded-fixed-date': 'không tính thời gian: chờ ngày ấn định',
  'start-on-receipt': 'tính từ khi tiếp nhận',
  'start-same-day-15h': 'trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo',
  'start-birth-group-15h': 'nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo',
  'start-online-17h': 'nộp trực tuyến sau 17 giờ thì tính từ 8 giờ ngày làm việc tiếp theo',
  'start-last-hour': 'nhận trong giờ cuối thì tính từ ngày làm việc tiếp theo',
  'end-same-clock': 'đến cùng giờ',
  'end-closing': 'đến hết giờ làm việc',
  'end-midnight': 'đến 24 giờ',
  'applicant-limit': 'người nộp bổ sung trong',
  'agency-limit': 'cơ quan yêu cầu trong',
  'desk-limit': 'Bộ phận Một cửa thông báo trong',
  'answer-limit': 'trả lời trong',
  'answer-alert': 'nhắc sau',
  lead: 'dự thảo trước',
  'letter-limit': 'gửi trước',
  confirmation: 'xác nhận nộp tiền trong',
  originals: 'bản chính',
  copies: 'bản sao',
  part: 'lần hẹn',
  group: 'nhóm bước',
};
