import { describe, expect, test } from 'vitest';
import { documentNumber, line, prose, shelfPlace } from './atoms.js';

describe('what stands in the ledger as a number or a label', () => {
  test.each([
    ['12/QĐ-UBND', true],
    ['  0001234 ', true],
    ['AA/24P-0001234', true],
    ['EA 123 456 789 VN', true],
    ['Số 15/2026/TB-STP', true],
    ['QĐ-01', true],
    ['HĐ 12 TĐ', true],
    ['QĐ-UBND', false],
    ['Nguyen Van An 0912000000', false],
    ['ông Nguyễn Văn A 079000000001', false],
    ['ông Nguyễn Văn A nộp hộ', false],
    ['12/QĐ, gọi 0912000000', false],
    ['12\nQĐ', false],
    ['1'.repeat(61), false],
    ['', false],
  ])('"%s" as the number of a document: %s', (text, accepted) => {
    expect(documentNumber.safeParse(text).success).toBe(accepted);
  });

  test.each([
    ['Kệ 3-B', true],
    ['A1', true],
    ['Tủ 2 Ngăn 5', true],
    ['Nguyễn Văn A', false],
    ['Le Van An', false],
    ['Kệ 3, của ông A', false],
    ['Kệ 3 của ông Nguyễn Văn A giữ hộ', false],
    ['Kệ A3, ngăn 2', true],
    ['Kệ A3,ngăn 2', true],
    ['Tủ 1, ngăn 2, hộp 3', true],
    ['Kệ An, Bình', false],
    ['An, Bình', false],
    ['Kệ A3, Nguyễn Văn An', false],
  ])('"%s" as a place on the shelf: %s', (text, accepted) => {
    expect(shelfPlace.safeParse(text).success).toBe(accepted);
  });

  test('is told apart in a time that grows with its length, however long it is', () => {
    expect(documentNumber.safeParse(`${'a1'.repeat(500_000)}!`).success).toBe(false);
  });
});

describe('a text somebody typed', () => {
  test.each([
    ['Nguyễn\u202e Văn A', 'Nguyễn Văn A'],
    ['\u200fNguyễn Văn A\u200e', 'Nguyễn Văn A'],
    ['\u2066Trần\u2069 Thị \u061cB', 'Trần Thị B'],
  ])('%j holds no mark that turns the direction of writing', (text, kept) => {
    expect([line(50).parse(text), prose(50).parse(text)]).toEqual([kept, kept]);
  });

  test('that is nothing but such marks is none', () => {
    expect(line(50).safeParse('\u202e\u202c').success).toBe(false);
  });
});
