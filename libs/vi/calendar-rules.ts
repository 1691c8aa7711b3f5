import type { CalendarRule } from '#domain';

/** What is wrong with a drafted calendar and how it is put right, by the rule it breaks. */
const RULES: Record<CalendarRule, string> = {
  'date-format': 'ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2027-02-06, và phải có thật',
  'time-format': 'giờ phải viết theo dạng 07:30, từ 00:00 đến 24:00',
  'interval-order': 'mỗi khoảng giờ phải kết thúc sau khi bắt đầu, và các khoảng xếp theo thứ tự trong ngày',
  'interval-overlap': 'các khoảng giờ trong một ngày không được chồng lên nhau',
  'duplicate-day': 'một ngày không được nêu hai lần với cùng một loại',
  'holiday-and-make-up': 'ngày nghỉ lễ, nghỉ bù chỉ được làm bù khi có hoán đổi; hãy ghi ngày được nghỉ thay',
  'off-and-make-up': 'một ngày không thể vừa được nghỉ hoán đổi vừa làm bù',
  'special-hours-need-hours': 'giờ làm việc riêng phải ghi rõ các khoảng giờ; danh sách trống nghĩa là đóng cửa cả ngày',
  'hours-not-allowed': 'loại ngày này không ghi giờ; với ngày đóng cửa cả ngày, hãy bỏ trống phần giờ',
  'swap-needs-partner': 'ngày nghỉ hoán đổi phải ghi ngày làm bù',
  'swap-with-itself': 'hai ngày hoán đổi phải khác nhau',
  'swap-not-allowed': 'loại ngày này không thuộc hoán đổi ngày làm việc',
  'swap-mismatch': 'hai ngày hoán đổi phải nêu đúng nhau',
  'swap-across-end': 'hai ngày hoán đổi phải cùng ở trước hoặc cùng ở sau ngày lớp lịch hết hiệu lực',
  'make-up-without-hours': 'ngày làm bù phải có giờ làm việc, hoặc ghi ngày được hoán đổi',
  'duplicate-year': 'mỗi năm chỉ được khai báo một lần',
  'year-range': 'năm phải là số nguyên từ 1 đến 9999',
  'year-gap': 'các năm của lịch phải liền nhau',
  'no-years': 'lịch phải khai báo ít nhất một năm',
  'no-layers': 'cơ quan phải có ít nhất một lớp lịch',
  'duplicate-layer': 'hai lớp lịch khác nhau không được mang cùng một mã',
  'closure-opens-time': 'giờ còn làm việc của ngày đóng cửa một phần phải nằm trong giờ làm việc vốn có của ngày đó',
  'closure-needs-reason': 'đóng cửa ngoài lịch phải ghi lý do: bão, lũ lụt, cháy, mất điện hoặc mất đường truyền, dịch bệnh, an ninh, hoặc quyết định khác',
  'closure-needs-decision': 'đóng cửa ngoài lịch phải ghi số văn bản quyết định, ví dụ 12/QĐ-UBND',
  'it-outage-moves-no-date': 'sự cố công nghệ thông tin không làm cơ quan đóng cửa và không lùi ngày hẹn trả: tiếp nhận bằng giấy, nhập lại sau; số giờ bị ảnh hưởng chỉ được ghi nhận',
  'reason-not-allowed': 'chỉ ngày đóng cửa ngoài lịch mới ghi lý do và số văn bản quyết định; các loại ngày khác dựa trên văn bản nguồn',
  'nothing-to-remove': 'lịch không có nội dung nào về ngày này để bỏ',
};

/** The rule a drafted calendar breaks, as a clause that says how to put it right. */
export function calendarRuleVi(rule: CalendarRule): string {
  return RULES[rule];
}
