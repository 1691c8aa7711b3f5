import { describe, expect, test } from 'vitest';
import { readIdentityCard } from './identity-card.js';

const CARD = '001199000001|012345678|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Đồng Bằng, tỉnh Minh Họa|05062021';

describe('the QR code of an identity card', () => {
  test('gives number, name and address', () => {
    expect(readIdentityCard(CARD)).toEqual({ idNumber: '001199000001', name: 'Nguyễn Thị Thử', address: 'Thôn 1, xã Đồng Bằng, tỉnh Minh Họa' });
  });

  test('is read where there was no old number, and where a newer card says more', () => {
    expect(readIdentityCard(`${CARD.replace('012345678', '')}||Nguyễn Văn Cha|Trần Thị Mẹ|`)?.name).toBe('Nguyễn Thị Thử');
  });

  test.each([
    ['half of it', CARD.slice(0, 60)],
    ['a name', 'Nguyễn Thị Thử'],
    ['a number of nine digits', CARD.replace('001199000001', '012345678')],
    ['nothing', ''],
  ])('is not read from %s', (_, text) => {
    expect(readIdentityCard(text)).toBeUndefined();
  });
});
