import type { ProcedureErrorCode, ProcedureProblem, ProcedureWarningCode } from '#domain';

/** What is wrong, and how it is put right; `{name}` stands for a value of the problem. */
type Words = readonly [says: string, fix: string];

const WORDS: Record<ProcedureErrorCode | ProcedureWarningCode, Words> = {
  'malformed-procedure-code': ['Mã thủ tục {code} không đúng dạng.', 'Ghi một chữ số, dấu chấm, sáu chữ số, ví dụ 1.013225; thủ tục đặc thù của tỉnh thêm .H và hai chữ số.'],
  'malformed-case-code': ['Mã trường hợp {code} không đúng dạng.', 'Ghi mã thủ tục rồi dấu chấm và hai chữ số, ví dụ 1.013225.01.'],
  'malformed-component-code': ['Mã giấy tờ {code} không đúng dạng.', 'Dùng chữ in hoa không dấu và chữ số, nối bằng dấu chấm hoặc gạch ngang.'],
  'malformed-date': ['Ngày {date} không có thật hoặc không đúng dạng.', 'Chọn lại ngày trên lịch.'],
  'duplicate-case-code': ['Mã trường hợp {code} lặp lại.', 'Mỗi trường hợp mang một mã riêng.'],
  'duplicate-component-code': ['Mã giấy tờ {code} lặp lại trong trường hợp này.', 'Đổi mã của một trong hai giấy tờ.'],
  'duplicate-stage-id': ['Mã bước {id} lặp lại trong trường hợp này.', 'Mỗi bước mang một mã riêng, kể cả ở phần thời hạn thứ hai.'],
  'no-competent-agency': ['Chưa có cơ quan có thẩm quyền giải quyết.', 'Thêm ít nhất một cơ quan.'],
  'unknown-agency': ['Không có cơ quan mang mã {agency}.', 'Chọn cơ quan trong danh mục, hoặc thêm cơ quan trước.'],
  'agency-ended': ['Cơ quan {agency} ngừng nhận việc từ ngày {endsOn}, trước khi phiên bản có hiệu lực.', 'Chọn cơ quan tiếp nhận nhiệm vụ.'],
  'ends-before-it-begins': ['Ngày kết thúc {endsOn} trước ngày bắt đầu {effectiveFrom}.', 'Chọn ngày kết thúc sau ngày bắt đầu.'],
  'no-channel': ['Chưa có hình thức nộp hồ sơ.', 'Chọn ít nhất một hình thức: trực tiếp, trực tuyến hoặc bưu chính.'],
  'too-many-parts': ['Thời hạn có {parts} phần.', 'Chỉ có thể hẹn một hoặc hai lần; gộp các phần lại.'],
  'empty-part': ['Phần thời hạn chưa có bước nào tính vào thời hạn.', 'Thêm một bước có thời gian.'],
  'empty-group': ['Nhóm bước chưa có bước nào.', 'Thêm bước hoặc bỏ nhóm.'],
  'stage-without-budget': ['Bước {id} chưa có thời gian.', 'Nhập thời gian, hoặc ghi lý do không tính vào thời hạn.'],
  'excluded-stage-with-budget': ['Bước {id} không tính vào thời hạn nhưng lại có thời gian.', 'Bỏ thời gian, hoặc bỏ dấu không tính vào thời hạn.'],
  'amount-not-positive': ['Giá trị {amount} không lớn hơn 0.', 'Nhập số lớn hơn 0.'],
  'units-not-comparable': ['Đơn vị không so được với đơn vị của thời hạn ({term}).', 'Dùng cùng đơn vị với thời hạn.'],
  'stages-exceed-term': ['Tổng thời gian các bước là {taken}, vượt thời hạn {allowed} ({unit}).', 'Giảm thời gian các bước, hoặc kéo dài thời hạn.'],
  'stages-exceed-channel-term': ['Tổng thời gian các bước là {taken}, vượt thời hạn {allowed} ({unit}) của hình thức nộp này.', 'Giảm thời gian các bước, hoặc kéo dài thời hạn của hình thức nộp.'],
  'term-exceeds-statute': ['Thời hạn đã hẹn là {promised}, dài hơn thời hạn luật định {statute} ({unit}).', 'Rút ngắn thời hạn; địa phương chỉ được hẹn ngắn hơn.'],
  'start-rule-mismatch': ['Cách tính ngày bắt đầu không hợp với thời hạn.', 'Cách “giải quyết ngay, sau 15 giờ sang ngày sau” chỉ dùng cho thời hạn trong ngày.'],
  'remote-extra-unit': ['Thời gian cộng thêm ở xã miền núi, hải đảo ({extra}) khác đơn vị của thời hạn ({term}).', 'Dùng cùng một đơn vị.'],
  'letter-limit-not-within-lead': ['Hạn gửi văn bản xin lỗi ({given}) không ngắn hơn thời gian chuẩn bị ({bound}).', 'Đặt hạn gửi gần ngày hẹn hơn thời điểm soạn, cùng đơn vị.'],
  'alert-not-before-limit': ['Thời điểm cảnh báo ({given}) không sớm hơn hạn trả lời ({bound}).', 'Đặt cảnh báo sớm hơn hạn trả lời, cùng đơn vị.'],
  'fee-not-whole-dong': ['Mức thu {amount} không phải số đồng nguyên.', 'Nhập số đồng nguyên từ 0.'],
  'duplicate-pause-ground': ['Căn cứ tạm dừng {ground} lặp lại.', 'Mỗi căn cứ chỉ ghi một lần.'],
  'duplicate-party-case': ['Mã thời hạn {code} của cơ quan phối hợp lặp lại.', 'Đổi mã của một trong hai dòng.'],
  'party-budget-missing': ['Cơ quan phối hợp chưa có thời hạn cho đối tượng {applicant}.', 'Thêm thời hạn cho đối tượng này, hoặc một thời hạn chung.'],
  'confirmation-without-obligation': ['Thời hạn xác nhận nộp tiền chỉ dùng cho nghĩa vụ tài chính.', 'Bỏ thời hạn xác nhận ở căn cứ này.'],
  'duplicate-consultation': ['Mã lấy ý kiến {code} lặp lại.', 'Đổi mã của một trong hai dòng.'],
  'consultation-ground-not-listed': ['Căn cứ tạm dừng {ground} của việc lấy ý kiến không có trong danh sách căn cứ.', 'Thêm căn cứ vào danh sách tạm dừng, hoặc bỏ ở đây.'],
  'malformed-citation': ['“{value}” không phải số văn bản, điều, khoản hoặc điểm.', 'Ghi số văn bản như 118/2025/NĐ-CP, điều như 17, khoản như 2, điểm như a.'],
  'dating-of-several-terms': ['Trường hợp do người định ngày chỉ có một thời hạn.', 'Bỏ phần thời hạn thứ hai, thời hạn theo hình thức nộp và thời hạn luật định.'],
  'undated-without-maximum': ['Hồ sơ có thể không có ngày hẹn nhưng thủ tục chưa có thời gian tối đa.', 'Nhập thời gian tối đa của thủ tục.'],
  'term-exceeds-maximum': ['Thời hạn dự kiến {term} vượt thời gian tối đa {maximum} ({unit}).', 'Giảm thời hạn dự kiến, hoặc tăng thời gian tối đa.'],
  'malformed-extension-code': ['Mã gia hạn {code} không đúng dạng.', 'Dùng chữ thường không dấu, chữ số và gạch ngang.'],
  'duplicate-extension-code': ['Mã gia hạn {code} lặp lại.', 'Đổi mã của một trong hai lần gia hạn.'],
  'extension-without-measure': ['Gia hạn {code} chưa có mức tối đa, cũng không theo thỏa thuận.', 'Nhập mức tối đa, hoặc đánh dấu theo thỏa thuận bằng văn bản.'],
  'part-denied-and-given': ['Nội dung {part} vừa ghi là không có vừa được nêu.', 'Bỏ xác nhận “không có”, hoặc bỏ nội dung.'],
  'manner-not-offered': ['Cách thức thực hiện nêu hình thức {channel} mà thủ tục không nhận.', 'Thêm hình thức nộp hồ sơ, hoặc bỏ dòng này.'],
  'duplicate-form': ['Mã mẫu đơn {code} lặp lại.', 'Đổi mã của một trong hai mẫu.'],
  'unknown-form': ['Không có mẫu đơn mang mã {code}.', 'Thêm mẫu vào danh sách mẫu đơn, hoặc chọn mẫu khác.'],
  'repeal-without-end': ['Có quyết định bãi bỏ {number} nhưng chưa có ngày kết thúc.', 'Nhập ngày kết thúc tiếp nhận.'],
  'stages-below-term': ['Tổng thời gian các bước là {taken}, chưa hết thời hạn {allowed} ({unit}).', 'Phân bổ phần còn lại cho các bước nếu nguồn có nêu.'],
  'apology-lead-covers-term': ['Thời gian chuẩn bị văn bản xin lỗi ({lead}) không ngắn hơn thời hạn ({term}).', 'Rút ngắn thời gian chuẩn bị, hoặc xin lỗi khi đến hạn.'],
  'channel-term-not-offered': ['Có thời hạn cho hình thức {channel} mà thủ tục không nhận.', 'Thêm hình thức nộp hồ sơ, hoặc bỏ thời hạn này.'],
  'excluded-stage-without-ground': ['Bước {id} không tính vào thời hạn nhưng không có căn cứ tạm dừng tương ứng ({grounds}).', 'Thêm căn cứ tạm dừng nếu luật cho phép.'],
  'no-legal-basis': ['Chưa có căn cứ pháp lý.', 'Thêm văn bản mà thủ tục dựa vào.'],
  'no-source': ['Chưa ghi nguồn của số liệu.', 'Ghi quyết định công bố hoặc quy trình nội bộ.'],
  'basis-not-yet-in-force': ['{document} có hiệu lực từ {effectiveFrom}, sau ngày phiên bản bắt đầu.', 'Kiểm tra lại ngày bắt đầu áp dụng.'],
  'basis-ended': ['{document} hết hiệu lực từ {endsOn}.', 'Kiểm tra văn bản thay thế.'],
};

/** What is wrong with a procedure version at one place. */
export function procedureProblemVi({ code, data }: Pick<ProcedureProblem, 'code' | 'data'>): string {
  return WORDS[code][0].replaceAll(/\{(\w+)\}/gu, (_, name: string) => shown(data[name]));
}

/** How it is put right. */
export function procedureFixVi(code: ProcedureProblem['code']): string {
  return WORDS[code][1];
}

/** Words for what has no form of a procedure yet: a field left blank, a value of another kind. */
export const UNREADABLE_PROCEDURE = {
  sentence: 'Nội dung tại chỗ này còn trống hoặc không đúng dạng.',
  fix: 'Điền hoặc chọn lại giá trị của ô được đánh dấu.',
} as const;

/** What is said of a version whose first day has passed. */
export const BEGINS_IN_THE_PAST = {
  sentence: 'Ngày bắt đầu áp dụng đã qua.',
  fix: 'Chọn hôm nay hoặc một ngày sau; hồ sơ đã nhận giữ phiên bản của mình.',
} as const;

function shown(value: string | number | undefined): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : (value ?? '').replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/gu, '$3/$2/$1');
}
