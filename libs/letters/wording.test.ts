import { expect, test } from 'vitest';
import type { Letter, LetterTemplate } from './letter-data.js';
import { renderLetter } from './render-letter.js';
import { APOLOGY_LETTER, RECEIPT_SLIP } from './test-support/letter-samples.js';
import { readPdf } from './test-support/read-pdf.js';

async function textOf(letter: Letter, template: Partial<LetterTemplate> = {}): Promise<string> {
  return (await readPdf(await renderLetter({ ...letter, template: { ...letter.template, ...template } }))).text.replace(/\s+/gu, ' ');
}

test.each([
  ['tt03-2025', 'đề nghị được gia hạn thời gian giải quyết và sẽ trả kết quả cho Ông/Bà vào lúc: 09 giờ 00 phút, ngày 28 tháng 8 năm 2026.'],
  ['tt01-2018', 'hẹn lại thời gian trả kết quả giải quyết hồ sơ cho Ông/Bà vào lúc: 09 giờ 00 phút, ngày 28 tháng 8 năm 2026.'],
] as const)('the new date is given in the words of %s', async (numbering, sentence) => {
  expect(await textOf(APOLOGY_LETTER, { numbering })).toContain(sentence);
});

test('an agency\'s own sentences take the place of the circular\'s, blanks filled, and a text it does not word stays', async () => {
  const texts = { apology: '{agency} thành thật xin lỗi {applicant}, {applicant} vui lòng thông cảm.', 'return-time': 'Sau {date}' };
  const apology = await textOf(APOLOGY_LETTER, { texts });
  expect(apology).toContain('Văn phòng Đăng ký đất đai tỉnh Khánh Hòa thành thật xin lỗi Ông/Bà, Ông/Bà vui lòng thông cảm. Văn phòng');
  expect(apology).toContain('Rất mong nhận được sự thông cảm của Ông/Bà./.');
  expect(await textOf({ ...RECEIPT_SLIP, appointments: [{ purpose: 'result', at: RECEIPT_SLIP.receivedAt }] }, { texts })).toContain('trả kết quả giải quyết hồ sơ: Sau 09 giờ 00 phút, ngày 19 tháng 8 năm 2026');
});

test.each([
  ['04', 842],
  ['01', 595],
] as const)('form %s prints on the paper its template gives it', async (form, height) => {
  const letter = form === '04' ? APOLOGY_LETTER : RECEIPT_SLIP;
  const pdf = await readPdf(await renderLetter({ ...letter, template: { ...letter.template, paper: { '04': 'A4', '01': 'A5' } } }));
  expect(Math.round(pdf.pages[0]?.height ?? 0)).toBe(height);
});

test('a body of the first level prints its name alone; any other lacks the one above it', async () => {
  const header = { superior: '', agency: 'Ủy ban nhân dân tỉnh Minh Họa', symbol: 'UBND' };
  expect(await textOf({ ...APOLOGY_LETTER, header: { ...header, firstLevel: true } })).toMatch(/^Mẫu số 04 \(TT 03\/2025\/TT-VPCP\) ỦY BAN NHÂN DÂN TỈNH MINH HỌA Số:/u);
  await expect(textOf({ ...APOLOGY_LETTER, header })).rejects.toThrow('header.superior');
});
