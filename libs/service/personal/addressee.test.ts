import { describe, expect, test } from 'vitest';
import { addresseeOf } from './addressee.js';
import type { ApplicantRecord } from './applicant.js';
import { correctRecord } from './correction.js';
import { maskAddress, maskEmail, maskNumber } from './mask.js';

test.each([
  [maskNumber, '079000000001', '***001'],
  [maskNumber, '0905 000 123', '***123'],
  [maskNumber, '+84.905-000-123', '***123'],
  [maskNumber, 'B1234567', '***567'],
  [maskNumber, '123456', '***'],
  [maskNumber, '', '***'],
  [maskEmail, 'uy@example.vn', 'u***@example.vn'],
  [maskEmail, 'ước.nguyễn@example.vn', 'ư***@example.vn'],
  [maskEmail, '@example.vn', '***@example.vn'],
  [maskEmail, 'nobody', '***'],
  [maskAddress, 'Tổ 2, phường Trung Tâm', '***, phường Trung Tâm'],
  [maskAddress, '12 Lê Lợi, phường Trung Tâm, tỉnh Minh Họa', '***, tỉnh Minh Họa'],
  [maskAddress, 'Tổ 2', '***'],
  [maskAddress, 'Tổ 2,', '***'],
] as const)('%o of “%s” is “%s”', (mask, text, masked) => {
  expect(mask(text)).toBe(masked);
});

const APPLICANT = { name: 'Nguyễn Thị Nộp', idNumber: '079000000001', phone: '0900000001', email: 'nop@example.vn', address: 'Tổ 1, phường Trung Tâm' };
const PROXY = { name: 'Lê Văn Ủy', idNumber: '079000000009', phone: '0900000009', authorisation: 'Giấy ủy quyền số 12' };

describe('letters are addressed', () => {
  test.each<[string, ApplicantRecord, 'applicant' | 'proxy', string]>([
    ['to the applicant, when nothing was chosen', { applicant: APPLICANT, proxy: PROXY }, 'applicant', APPLICANT.phone],
    ['to the proxy, when chosen', { applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' }, 'proxy', PROXY.phone],
    ['to the applicant, when the proxy chosen is gone', { applicant: APPLICANT, lettersTo: 'proxy' }, 'applicant', APPLICANT.phone],
  ])('%s', (_, record, role, phone) => {
    expect(addresseeOf(record)).toMatchObject({ role, phone });
  });

  test('with the name of the other one, whose numbers and addresses are masked; their own stand', () => {
    expect(addresseeOf({ applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' }).shown).toEqual({
      applicant: { name: 'Nguyễn Thị Nộp', idNumber: '***001', phone: '***001', email: 'n***@example.vn', address: '***, phường Trung Tâm' },
      proxy: PROXY,
      lettersTo: 'proxy',
    });
    expect(addresseeOf({ applicant: APPLICANT, proxy: PROXY }).shown).toEqual({ applicant: APPLICANT, proxy: { ...PROXY, idNumber: '***009', phone: '***009' } });
  });
});

describe('a correction of the addressee', () => {
  test.each([
    ['names the proxy', { applicant: APPLICANT, proxy: PROXY }, 'proxy', 'proxy'],
    ['goes back to the applicant', { applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' }, 'applicant', undefined],
  ])('%s', (_, before, lettersTo, after) => {
    const { data, fields } = correctRecord(before, ['lettersTo'], { lettersTo });
    expect([data['lettersTo'], fields]).toEqual([after, ['lettersTo']]);
  });

  test('to a proxy who is not there changes nothing', () => {
    expect(correctRecord({ applicant: APPLICANT }, ['lettersTo'], { lettersTo: 'proxy' })).toEqual({ data: { applicant: APPLICANT }, fields: [] });
  });

  test('follows from taking the proxy away', () => {
    expect(correctRecord({ applicant: APPLICANT, proxy: PROXY, lettersTo: 'proxy' }, ['proxy'], { proxy: null }).data).toEqual({ applicant: APPLICANT });
  });
});
