import { expect, test } from 'vitest';
import { evidenceName, safeName } from './pack-names.js';

test.each([
  ['Báo cáo năm 2026', 'Báo cáo năm 2026', 'Vietnamese letters stay'],
  ['Báo cáo'.normalize('NFD'), 'Báo cáo', 'decomposed letters are composed'],
  ['QĐ 12/QĐ-UBND: "kiểm tra"?', 'QĐ 12 QĐ-UBND kiểm tra', 'what file systems refuse is left out'],
  ['../../etc/passwd', 'etc passwd', 'no way leads out of the folder'],
  [' ..tên.. ', 'tên', 'no dots and spaces at the ends'],
  ['a\u202eb\u0000c', 'a b c', 'nothing nobody sees'],
  ['???', 'tai-lieu', 'something is always left'],
  ['CON', 'tai-lieu', 'no name of a device'],
  ['ộ'.repeat(200), 'ộ'.repeat(80), 'eighty characters'],
])('%j becomes %j – %s', (title, name) => {
  expect(safeName(title)).toBe(name);
});

test('files of a row stand in its folder in order, each with its extension once', () => {
  expect([evidenceName('3.2', 1, 'Báo cáo.PDF', 'pdf'), evidenceName('3.2', 12, 'Báo cáo', 'docx')]).toEqual(['Tài liệu kiểm chứng/3.2/01 - Báo cáo.pdf', 'Tài liệu kiểm chứng/3.2/12 - Báo cáo.docx']);
});
