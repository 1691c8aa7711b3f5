import type { CaseKind, FeedbackClock, PostedItem, PostingPlace, TaskClock } from '#domain';

/** What kinds of cases are called. */
export const CASE_KIND_LABELS: Readonly<Record<CaseKind, string>> = {
  publication: 'Công khai thủ tục hành chính',
  feedback: 'Phản ánh, kiến nghị',
  task: 'Nhiệm vụ được giao',
};

/** What the clocks of cases wait for, by code. */
export const CLOCK_LABELS: Readonly<Record<FeedbackClock | PostedItem | PostingPlace | TaskClock, string>> = {
  completion: 'hoàn thành nhiệm vụ',
  refuse: 'từ chối hoặc trả lại phản ánh, kiến nghị',
  ask: 'yêu cầu bổ sung thông tin',
  answer: 'trả lời phản ánh, kiến nghị',
  'publish-answer': 'công khai kết quả trả lời',
  forward: 'chuyển phản ánh, kiến nghị đến cơ quan có thẩm quyền',
  handle: 'xử lý phản ánh, kiến nghị theo quy chế của cơ quan',
  'urging-answer': 'trả lời đôn đốc',
  report: 'gửi báo cáo định kỳ',
  review: 'xem xét nhiệm vụ thường xuyên',
  finding: 'xử lý vấn đề phát hiện qua kiểm tra',
  explanation: 'giải trình nhiệm vụ chậm, không đạt',
  'national-database': 'đăng tải trên Cơ sở dữ liệu quốc gia về thủ tục hành chính',
  counter: 'niêm yết tại Bộ phận Một cửa',
  website: 'công khai trên trang thông tin điện tử',
  portal: 'công khai trên Cổng Dịch vụ công',
  'internal-process': 'công khai quy trình nội bộ',
  hotline: 'niêm yết đường dây nóng',
  'feedback-rules': 'niêm yết quy định tiếp nhận phản ánh, kiến nghị',
};

/** The word for a clock; its code where it has none. */
export function clockLabel(clock: string): string {
  const labels: Readonly<Record<string, string>> = CLOCK_LABELS;
  return labels[clock] ?? clock;
}
