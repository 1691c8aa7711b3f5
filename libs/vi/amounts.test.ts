import { expect, test } from 'vitest';
import { paidVi } from './amounts.js';

test.each([
  [[{ amount: 0, receiptNumber: 'A-1' }], 'Đã nộp 0 đồng (biên lai A-1)'],
  [[{ amount: 8000, receiptNumber: 'A-1' }], 'Đã nộp 8.000 đồng (biên lai A-1)'],
  [[{ amount: 999, receiptNumber: 'A-1' }, { amount: 1_249_001, receiptNumber: 'A-2' }], 'Đã nộp 1.250.000 đồng (biên lai A-1, A-2)'],
])('payments %j are told with points between thousands and every receipt', (payments, words) => {
  expect(paidVi(payments)).toBe(words);
});
