import { expect, test } from 'vitest';
import type { DossierEvent } from '#domain';
import { dateMovedReasonVi } from './date-moves.js';

test.each([
  ['DeadlineMoved', {}, {}, 'lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ'],
  ['SupplementReceived', { clock: 'restart' }, {}, 'đã nhận đủ hồ sơ bổ sung, thời hạn giải quyết được tính lại từ đầu (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP)'],
  ['SupplementReceived', { clock: 'shift' }, {}, 'đã nhận đủ hồ sơ bổ sung, thời gian chờ bổ sung không tính vào thời hạn giải quyết (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP)'],
  ['ClockResumed', {}, { ground: 'external-opinion' }, 'thời gian tạm dừng (lấy ý kiến cơ quan khác) không tính vào thời hạn giải quyết (pháp luật chuyên ngành của thủ tục)'],
  ['ClockResumed', {}, { ground: 'cadastral-measurement' }, 'thời gian tạm dừng (trích đo bản đồ địa chính) không tính vào thời hạn giải quyết (Nghị định 151/2025/NĐ-CP và quy định của tỉnh về thời gian không tính vào thời hạn)'],
  ['FinancialObligationMet', { term: {} }, { secondPart: { document: '138/2025/QĐ-UBND', article: '5', clause: '3' } }, 'nghĩa vụ tài chính đã hoàn thành, thời hạn trả kết quả tính từ khi có chứng từ nộp tiền (khoản 3 Điều 5 Quyết định 138/2025/QĐ-UBND)'],
  ['FinancialObligationMet', {}, {}, 'thời gian tạm dừng (người nộp hồ sơ thực hiện nghĩa vụ tài chính) không tính vào thời hạn giải quyết (Nghị định 151/2025/NĐ-CP và quy định của tỉnh về thời gian không tính vào thời hạn)'],
  ['NoObligationConfirmed', {}, {}, 'không phát sinh nghĩa vụ tài chính, thời hạn trả kết quả tính từ khi xác nhận việc này (quy định của tỉnh về hẹn trả kết quả lần hai)'],
  ['CompetentAgencyReceived', {}, {}, 'thời hạn giải quyết tính từ khi cơ quan có thẩm quyền nhận được hồ sơ (khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP)'],
  ['DossierReopened', { decisionNumber: '5/QĐ' }, {}, 'hồ sơ được mở lại để tiếp tục giải quyết theo quyết định số 5/QĐ, thời hạn tính theo thời gian còn lại khi kết thúc (tính tiếp đúng thời gian còn lại, không rút ngắn)'],
] as const)('%s %j %j moved the date because: %s', (type, payload, circumstances, reason) => {
  expect(dateMovedReasonVi({ type, payload } as unknown as DossierEvent, circumstances)).toBe(reason);
});

test('an event that moves no date has no reason to give', () => {
  expect(() => dateMovedReasonVi({ type: 'OfficerAssigned', payload: {} } as unknown as DossierEvent, {})).toThrow('moves no date');
});
