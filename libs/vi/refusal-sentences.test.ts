import { expect, test } from 'vitest';
import { parseInstant, REFUSAL_CODES } from '#domain';
import { refusalSentence } from './refusal-sentences.js';

test.each([
  ['not-allowed-in-status', {}, 'in-progress', 'Không thực hiện được thao tác này khi hồ sơ đang ở trạng thái “Đang xử lý”.'],
  ['not-allowed-in-status', {}, undefined, 'Không thực hiện được thao tác này.'],
  ['procedure-not-in-force', { effectiveFrom: '2026-07-01' }, undefined, 'Thủ tục hành chính chưa có hiệu lực; áp dụng từ ngày 01/07/2026.'],
  ['pause-ground-not-allowed', { ground: 'public-posting' }, undefined, 'Thủ tục này không cho phép tạm dừng thời hạn với lý do “Niêm yết công khai” đã chọn.'],
  ['supplement-late-needs-head', { limit: 0 }, undefined, 'Đã quá thời hạn yêu cầu bổ sung; cần lãnh đạo phòng thực hiện.'],
  ['unknown-case', { caseCode: '1.001193.09', procedure: '1.001193' }, undefined, 'Thủ tục hành chính 1.001193 không có trường hợp 1.001193.09.'],
  ['unknown-case', {}, undefined, 'Thủ tục hành chính không có trường hợp này.'],
  ['stage-not-open', { stage: 'Thẩm định' }, undefined, 'Bước “Thẩm định” không ở trong tình trạng đang xử lý.'],
  ['stage-not-open', {}, undefined, 'Bước này không ở trong tình trạng đang xử lý.'],
  ['agency-ended', { agency: 'Ủy ban nhân dân xã Đồng Bằng', endsOn: '2026-07-01' }, undefined, 'Ủy ban nhân dân xã Đồng Bằng không nhận hồ sơ mới từ ngày 01/07/2026; hãy chọn cơ quan tiếp nhận nhiệm vụ, hồ sơ đang giải quyết thì chuyển sang cơ quan đó.'],
  ['procedure-ended', { endsOn: '2027-01-01' }, undefined, 'Thủ tục hành chính đã ngừng tiếp nhận từ ngày 01/01/2027.'],
  ['agency-not-competent', { agency: 'Sở Xây dựng' }, undefined, 'Sở Xây dựng không có thẩm quyền giải quyết thủ tục này.'],
  ['not-authorised', { agency: 'Ủy ban nhân dân phường Trung Tâm', stage: 'Thẩm định' }, undefined, 'Bạn không có quyền thực hiện thao tác này; việc này thuộc Ủy ban nhân dân phường Trung Tâm (bước “Thẩm định”).'],
  ['text-required', { missing: 'reason' }, undefined, 'Phải ghi rõ lý do.'],
  ['text-required', { missing: 'receiver' }, undefined, 'Phải ghi rõ họ tên người nhận kết quả.'],
  ['text-required', { missing: 'address' }, undefined, 'Phải ghi rõ địa chỉ gửi kết quả.'],
  ['beyond-calendar', { firstYear: 2019, year: 2027, needed: 2028 }, undefined, 'Không tính được hạn vì có ngày nằm ngoài lịch làm việc đã có (từ năm 2019 đến hết năm 2027); cần bổ sung lịch năm 2028 trước khi thực hiện.'],
  ['agency-without-calendar', { agency: 'Sở Xây dựng' }, undefined, 'Sở Xây dựng chưa có lịch làm việc nên không tính được hạn; cần công bố lịch làm việc cho cơ quan trước khi thực hiện.'],
  ['procedure-ended', { endsOn: '2027-01-01', member: '1.001193' }, undefined, 'Thủ tục 1.001193 trong nhóm liên thông: Thủ tục hành chính đã ngừng tiếp nhận từ ngày 01/01/2027.'],
  ['text-required', {}, undefined, 'Phải ghi rõ nội dung hoặc lý do bằng chữ.'],
] as const)('refusal %s with %o in status %s reads as one sentence', (code, data, status, sentence) => {
  expect(refusalSentence(code, data, status)).toBe(sentence);
});

test('an instant in a refusal is shown as Vietnamese time', () => {
  const newAppointment = parseInstant('2026-08-28T09:00:00+07:00');
  expect(refusalSentence('reappointment-not-in-future', { newAppointment })).toContain('(09 giờ 00 phút, ngày 28 tháng 8 năm 2026)');
});

test.each(REFUSAL_CODES)('refusal %s is a whole sentence with and without its data', (code) => {
  const everything = {
    procedure: '1.001193', caseCode: '01', agency: 'H56.1', receiving: 'H56.2', channel: 'online', effectiveFrom: '2026-07-01', component: 'TP01', stage: 'b2', firstYear: 2019, year: 2027, needed: 2028,
    limit: 1_787_104_800_000, applicantDueAt: 1_787_104_800_000, plannedEndAt: 1_787_104_800_000, newAppointment: 1_787_104_800_000, receivedAt: 1_787_104_800_000,
    ground: 'tax-determination', trackingNumber: 'EB1', code: '000.00.06.H32-260819-0361',
  };
  for (const sentence of [refusalSentence(code), refusalSentence(code, everything, 'received')]) {
    expect(sentence).toMatch(/^\p{Lu}[^[\]{}]+\.$/u);
    expect(sentence).not.toMatch(/ {2}| [,.;]|undefined|1787104800000/u);
  }
});
