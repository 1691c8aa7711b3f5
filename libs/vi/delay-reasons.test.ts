import { expect, test } from 'vitest';
import { delayReasonVi } from './delay-reasons.js';

test.each([
  ['overload', undefined, 'Số lượng hồ sơ tăng đột biến'],
  ['overload', 'tháng 8 nhận gấp đôi', 'Số lượng hồ sơ tăng đột biến: tháng 8 nhận gấp đôi'],
  ['local-7', 'Đo đạc chậm do mưa lũ', 'Đo đạc chậm do mưa lũ'],
  ['local-7', undefined, 'mã lý do local-7'],
])('the reason %s with the words %s is printed as “%s”', (code, text, printed) => {
  expect(delayReasonVi(code, text)).toBe(printed);
});
