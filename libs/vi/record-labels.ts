import type { NeededRule, RecordFlagCode } from '#domain';

/** What a person must look at in a record of the national portal, and how to put it right. */
export const RECORD_FLAG_LABELS: Record<RecordFlagCode, string> = {
  'fee-only-in-text': 'Mức phí ghi bằng 0 nhưng phần mô tả nêu số tiền; hãy chọn số tiền đúng.',
  'fee-unclear': 'Mức phí ghi bằng 0 và không nêu số tiền; hãy xác nhận không thu (0 đồng), nhập số tiền hoặc giữ nguyên phần mô tả.',
  'fee-smaller-than-text': 'Mức phí nhỏ hơn số tiền nêu trong phần mô tả; hãy chọn số tiền đúng.',
  'fee-differs-from-text': 'Mức phí khác số tiền nêu trong phần mô tả; hãy chọn số tiền đúng.',
  'fee-suspiciously-small': 'Mức phí dưới 1.000 đồng, có thể ghi thiếu; hãy nhập số tiền đúng.',
  'case-term-contradicts-methods': 'Thời hạn của trường hợp khác thời hạn ghi theo hình thức nộp hồ sơ; hãy chọn thời hạn đúng.',
  'text-names-other-term': 'Phần mô tả nêu thêm thời hạn khác; hãy xác nhận thời hạn của hình thức nộp này, thời hạn khác thì lập thành trường hợp riêng.',
  'term-missing': 'Trường hợp không có thời hạn; hãy nhập thời hạn.',
  'unknown-unit': 'Đơn vị thời hạn không xác định; hãy nhập thời hạn, hoặc xác nhận áp dụng thời hạn của trường hợp.',
  'unknown-channel': 'Hình thức nộp hồ sơ không có trong danh mục; bản ghi được giữ nguyên, hình thức này không được đưa vào thủ tục.',
  'repeated-case': 'Mã trường hợp lặp lại; chỉ lấy trường hợp ghi trước.',
  'no-case': 'Bản ghi không có trường hợp nào; hãy nhập trường hợp khi công bố.',
  'papers-not-tied-to-cases': 'Bản ghi không nêu giấy tờ nào thuộc trường hợp nào; mọi trường hợp nhận đủ giấy tờ, hãy tách khi công bố nếu khác nhau.',
  'papers-without-copies': 'Có mục không ghi bản chính, bản sao; các mục này được đưa vào phần lưu ý.',
  'repeated-paper': 'Mã giấy tờ lặp lại; mỗi mã chỉ lấy một lần.',
  'no-paper-required': 'Không giấy tờ nào được ghi là bắt buộc; hãy kiểm tra thành phần hồ sơ.',
  'state-missing': 'Bản ghi không nêu tình trạng hiệu lực; hãy kiểm tra thủ tục còn hiệu lực.',
  'state-not-in-force': 'Tình trạng của bản ghi không phải đang có hiệu lực; hãy kiểm tra trước khi công bố.',
  'legal-basis-missing': 'Bản ghi không nêu căn cứ pháp lý; hãy nhập căn cứ pháp lý.',
  'code-differs': 'Hai mã thủ tục trong bản ghi khác nhau; hãy kiểm tra mã.',
  'unknown-field': 'Bản ghi có trường chưa biết; nội dung được giữ trong bản ghi gốc.',
  'unexpected-value': 'Nội dung của trường không đúng dạng; nội dung được giữ trong bản ghi gốc.',
};

/** What a record cannot say and a person supplies before it is published. */
export const NEEDED_RULE_LABELS: Record<NeededRule['field'], string> = {
  effectiveFrom: 'Ngày bắt đầu áp dụng',
  field: 'Lĩnh vực',
  competentAgencies: 'Mã cơ quan có thẩm quyền giải quyết',
  immediate: 'Thủ tục có giải quyết ngay hay không',
  cases: 'Trường hợp giải quyết',
  stages: 'Quy trình nội bộ (các bước, đơn vị, thời gian) của trường hợp',
  pauseGrounds: 'Căn cứ tạm dừng tính thời hạn (để trống danh sách nếu không có)',
  supplement: 'Quy định về bổ sung hồ sơ',
  answer: 'Thời hạn trả lời hồ sơ trực tuyến',
  apology: 'Thời điểm xin lỗi và hẹn lại',
};

/** Name of a fee. Which of the portal's words means phí and which lệ phí is nowhere written down, so both read alike; an unknown word is shown. */
export function recordedFeeVi(type: string): string {
  return type === 'FEE' || type === 'SERVICE_FEE' ? 'Phí, lệ phí' : `Phí, lệ phí (${type === '' ? 'không rõ loại' : type})`;
}

/** Where a version made of a record comes from. */
export function recordSourceVi(hash: string): string {
  return `Cơ sở dữ liệu quốc gia về thủ tục hành chính: bản ghi có mã kiểm tra ${hash}; các điểm mâu thuẫn đã được người có trách nhiệm xác nhận.`;
}
