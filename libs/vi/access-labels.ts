/** Where personal data was shown. */
export const ACCESS_VIEW_LABELS = {
  dossier: 'Trang hồ sơ',
  timeline: 'Lịch sử hồ sơ',
  search: 'Kết quả tra cứu',
  duplicates: 'Cảnh báo trùng hồ sơ',
  letter: 'Văn bản, giấy tiếp nhận',
  slip: 'Phiếu in',
  file: 'Tệp đính kèm',
  register: 'Sổ theo dõi',
  delivery: 'Địa chỉ gửi văn bản',
  note: 'Ghi chú',
  proposal: 'Nội dung trình ký',
  feedback: 'Phản ánh, đôn đốc',
  case: 'Nội dung vụ việc',
  evidence: 'Tệp minh chứng',
  portal: 'Trả lời của Cổng',
  'watch-note': 'Ghi chú theo dõi',
  export: 'Xuất dữ liệu của một người',
} as const;

/** Why everything held about one person is handed out. */
export const EXPORT_REASON_LABELS = {
  'person-asked': 'Theo yêu cầu của chính người đó',
  court: 'Theo yêu cầu của tòa án, cơ quan điều tra',
  inspection: 'Phục vụ thanh tra, kiểm tra',
  'other-authority': 'Theo yêu cầu của cơ quan khác có thẩm quyền',
} as const;
