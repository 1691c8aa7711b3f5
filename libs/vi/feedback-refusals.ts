/** Sentences for refused commands on feedback and urgings. */
export const FEEDBACK_REFUSALS = {
  'feedback-not-so': 'Phản ánh, kiến nghị đang ở bước khác[: {phase}] nên không thực hiện được thao tác này.[ Có thể: {allowed}.]',
  'feedback-is-forwarded': 'Phản ánh, kiến nghị gửi nhầm nơi được chuyển bằng thao tác chuyển cơ quan có thẩm quyền, không giao lại.',
  'words-missing': 'Thao tác này phải có nội dung bằng chữ; hãy nhập nội dung rồi gửi lại.',
  'ask-time-over': 'Đã hết thời hạn yêu cầu bổ sung thông tin[ ({dueAt})]; hãy xử lý theo nội dung đã có.',
  'agency-ended': 'Cơ quan được chọn[ ({agency})] đã ngừng tiếp nhận; hãy chọn cơ quan kế tục.',
  'received-in-future': 'Thời điểm nhận phản ánh, kiến nghị[ ({receivedAt})] chưa đến; hãy nhập lại.',
  'unknown-dossier': 'Không có hồ sơ mang mã được nêu[ ({dossier})].',
  'unknown-stage': 'Quy trình của hồ sơ không có bước được nêu[ ({stage})].',
  'nothing-to-urge': 'Hồ sơ[ {dossier}] đã có kết quả hoặc đã kết thúc nên không còn gì để đôn đốc.',
  'same-agency': 'Cơ quan được chọn[ ({agency})] đang xử lý chính phản ánh, kiến nghị này.',
  'not-the-holder': 'Cơ quan được chọn[ ({agency})] không giữ hồ sơ được đôn đốc; chỉ chuyển đôn đốc theo hồ sơ.',
  'words-changed': 'Nội dung công khai đã được soạn lại; hãy đọc bản mới rồi duyệt.',
  'approver-wrote-it': 'Người soạn nội dung trả lời hoặc nội dung công khai không được tự duyệt; hãy để người thứ hai duyệt.',
  'personal-data-found': 'Nội dung công khai còn dữ liệu cá nhân[ (vị trí {places})]; hãy soạn lại nội dung công khai, bỏ các dữ liệu này.',
  'doubts-open': 'Nội dung công khai có chỗ có thể là dữ liệu cá nhân[ (vị trí {places})]; hãy xác nhận từng chỗ được giữ lại, hoặc soạn lại.',
  'published-before-approval': 'Thời điểm công khai không thể trước khi nội dung được duyệt; hãy nhập thời điểm công khai thực tế, sau khi duyệt.',
} as const satisfies Readonly<Record<string, string>>;
