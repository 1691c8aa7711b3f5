import { expect, test } from 'vitest';
import { DEFAULT_DELAY_REASONS } from '#domain';
import { delayReasonName, delayReasonVi } from './delay-reasons.js';

test.each([
  [{ code: 'overload' }, undefined, 'Số lượng hồ sơ tăng đột biến'],
  [{ code: 'overload' }, 'tháng 8 nhận gấp đôi', 'Số lượng hồ sơ tăng đột biến: tháng 8 nhận gấp đôi'],
  [{ code: 'overload', text: 'Hồ sơ nhiều' }, undefined, 'Hồ sơ nhiều'],
  [{ code: 'local-7', text: 'Đo đạc chậm do mưa lũ' }, 'từ 20/8', 'Đo đạc chậm do mưa lũ: từ 20/8'],
  [{ code: 'local-7' }, undefined, 'mã lý do local-7'],
])('the reason %j with the words %s is printed as “%s”', (reason, words, printed) => {
  expect(delayReasonVi(reason, words)).toBe(printed);
});

test('the program has words for every reason it starts with', () => {
  expect(DEFAULT_DELAY_REASONS.map(delayReasonName).filter((name) => name.startsWith('mã lý do'))).toEqual([]);
});
