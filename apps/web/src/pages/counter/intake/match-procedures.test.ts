import { describe, expect, test } from 'vitest';
import { matchProcedures } from './match-procedures.js';

const PROCEDURES = [
  { code: '1.001193', name: 'Thủ tục đăng ký khai sinh', field: { name: 'Hộ tịch' } },
  { code: '1.004884', name: 'Thủ tục đăng ký lại khai sinh', field: { name: 'Hộ tịch' } },
  { code: '1.013225', name: 'Cấp giấy phép xây dựng mới', field: { name: 'Xây dựng' } },
  { code: '1.012784', name: 'Tách thửa hoặc hợp thửa đất', field: { name: 'Đất đai' } },
];

describe('a procedure is found by', () => {
  test.each([
    ['its code', '1.013225', ['1.013225']],
    ['the end of its code', '2784', ['1.012784']],
    ['words without tone marks', 'khai sinh', ['1.001193', '1.004884']],
    ['beginnings of words in any order', 'sinh dang lai', ['1.004884']],
    ['đ written as d', 'dat tach', ['1.012784']],
    ['initials, before letters that only stand in this order', 'dkks', ['1.001193', '1.004884']],
    ['its field', 'ho tich', ['1.001193', '1.004884']],
    ['letters left out', 'xydgmoi', ['1.013225']],
    ['nothing it has', 'ly hon', []],
  ])('%s', (_, typed, codes) => {
    expect(matchProcedures(PROCEDURES, typed).map(({ code }) => code)).toEqual(codes);
  });
});
