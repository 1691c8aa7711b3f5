import type { LegalRef } from '#domain';

/** Articles and practices behind steps of an explanation. */
export const LAW_LABELS: Readonly<Record<LegalRef, string>> = {
  'civil-code-2015:147.1': 'khoản 1 Điều 147 Bộ luật Dân sự 2015',
  'civil-code-2015:147.3': 'khoản 3 Điều 147 Bộ luật Dân sự 2015',
  'civil-code-2015:148.1': 'khoản 1 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.3': 'khoản 3 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.4': 'khoản 4 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.5': 'khoản 5 Điều 148 Bộ luật Dân sự 2015',
  'civil-code-2015:148.6': 'khoản 6 Điều 148 Bộ luật Dân sự 2015',
  'decree-118-2025:17.3': 'khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP',
  'decree-61-2018:17.2': 'khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP',
  'decree-61-2018:19.4': 'khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP',
  'decree-61-2018:19.9': 'khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP',
  'decree-151-2025:excluded-time': 'Nghị định 151/2025/NĐ-CP và quy định của tỉnh về thời gian không tính vào thời hạn',
  'special-law:excluded-time': 'pháp luật chuyên ngành của thủ tục',
  'provincial-rule:second-appointment': 'quy định của tỉnh về hẹn trả kết quả lần hai',
  'civil-status-law:15h': 'quy định của pháp luật về hộ tịch, chứng thực',
  'decree-63-2024:7.2': 'khoản 2 Điều 7 Nghị định 63/2024/NĐ-CP',
  'decree-297-2025:6.3': 'khoản 3 Điều 6 Nghị định 297/2025/NĐ-CP',
  'office-practice:last-closing': 'cách tính cùng giờ tại cơ quan',
  'office-practice:time-left': 'tính tiếp đúng thời gian còn lại, không rút ngắn',
  'office-practice:printed-date': 'ngày đã hẹn không bị rút ngắn',
  'office-practice:same-clock': 'cách tính cùng giờ tại cơ quan',
  'office-practice:closing': 'cách tính hết giờ làm việc tại cơ quan',
  'office-practice:stage-budget': 'quy trình nội bộ giải quyết thủ tục',
  'office-practice:8-hour-day': '08 giờ làm việc bằng một ngày làm việc',
};
