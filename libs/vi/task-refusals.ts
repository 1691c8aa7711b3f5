/** Sentences for refused commands on assigned tasks. */
export const TASK_REFUSALS = {
  'task-date-set': 'Nhiệm vụ này đã có thời hạn; muốn đổi thời hạn, hãy đề nghị gia hạn.',
  'task-day-past': 'Ngày được chọn đã qua; hãy chọn ngày sau thời điểm hiện tại.',
  'task-day-not-later': 'Ngày gia hạn phải sau thời hạn hiện tại của nhiệm vụ.',
  'task-without-date': 'Nhiệm vụ chưa có thời hạn đang chạy nên không gia hạn được.',
  'task-late': 'Nhiệm vụ đã quá hạn nên không gia hạn được nữa; cơ quan chủ trì giải trình lý do chậm.',
  'task-done': 'Nhiệm vụ đã được báo cáo hoàn thành.',
  'unknown-target': 'Nhiệm vụ không có chỉ tiêu thứ[ {target}] được nêu.',
  'more-than-all': 'Số đạt được không thể lớn hơn tổng số.',
  'reason-missing': 'Cần nêu lý do bằng lời.',
  'no-extension-proposed': 'Không có đề nghị gia hạn nào đang chờ quyết định.',
  'evidence-missing': 'Cần có ít nhất một tài liệu kiểm chứng.',
  'finding-not-open': 'Không có vấn đề phát hiện số[ {finding}] nào đang chờ xử lý.',
  'nothing-to-explain': 'Nhiệm vụ không chậm và không thiếu chỉ tiêu nên không cần giải trình.',
} as const satisfies Readonly<Record<string, string>>;
