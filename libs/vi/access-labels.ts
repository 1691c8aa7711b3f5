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

/** What became of a dossier past its retention. */
export const RETENTION_OUTCOME_LABELS = {
  confirmed: 'Đã xác nhận, chờ người thứ hai',
  erased: 'Đã xóa dữ liệu cá nhân',
  pending: 'Đã gửi lệnh xóa, đang chờ xử lý',
  'not-due': 'Chưa hết thời hạn lưu',
  'confirmed-before': 'Đã có người xác nhận',
  'not-confirmed': 'Chưa có người thứ nhất xác nhận',
  'same-person': 'Người xóa phải khác người đã xác nhận',
  refused: 'Không xóa được, xem hồ sơ',
} as const;
