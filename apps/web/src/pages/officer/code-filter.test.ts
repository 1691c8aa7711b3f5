import { describe, expect, test } from 'vitest';
import { codeBeginningIn } from './code-filter.js';

describe('what is typed to filter by a code', () => {
  test.each([
    ['000.00.31.H99-260819-0001', '000.00.31.H99-260819-0001'],
    ['000.00.31.h99-260819-0001', '000.00.31.H99-260819-0001'],
    [' 000.00.31.H99-26 ', '000.00.31.H99-26'],
    ['H99.31', 'H99.31'],
    ['https://vidu.test/tra-cuu#ma=000.00.31.H99-260819-0001', '000.00.31.H99-260819-0001'],
  ])('is a code or its beginning: %s', (typed, code) => {
    expect(codeBeginningIn(typed)).toBe(code);
  });

  test.each(['Nguyễn Thị Hòa', 'nguyen', 'Hoa1990', 'nguyen van a', '0912345678', '091.234.5678', '079000000321', 'hoa@vidu.test', ''])('is something else, and stays out of the address: "%s"', (typed) => {
    expect(codeBeginningIn(typed)).toBeUndefined();
  });
});
