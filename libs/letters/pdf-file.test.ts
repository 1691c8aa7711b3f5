import { expect, test } from 'vitest';
import { renderLetter } from './render-letter.js';
import { LetterFieldMissing } from './required-fields.js';
import { APOLOGY_LETTER, RECEIPT_SLIP, SUPPLEMENT_SLIP } from './test-support/letter-samples.js';
import { readPdf } from './test-support/read-pdf.js';

const VOWELS = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ';
const ALPHABET = `${VOWELS}bcdđghklmnpqrstvx`;

test('every Vietnamese letter comes back out of the file, one by one and in order, in both cases and both weights', async () => {
  const letters = `${ALPHABET} ${ALPHABET.toUpperCase()}`;
  const { text } = await readPdf(await renderLetter({ ...RECEIPT_SLIP, requestContent: letters, applicant: { kind: 'person', name: letters } }));
  const squeezed = text.replace(/ /gu, '');
  const expected = letters.replace(' ', '').normalize('NFC');
  expect(squeezed.split(expected)).toHaveLength(3);
});

test('decomposed text is printed composed, so that it can be searched', async () => {
  const { text } = await readPdf(await renderLetter({ ...APOLOGY_LETTER, reason: 'Tiếng Việt ưỡn ẹo'.normalize('NFD') }));
  expect(text).toContain('Lý do: Tiếng Việt ưỡn ẹo.');
});

test('a character no face can draw is printed as a visible square, and nothing else is lost', async () => {
  const { text } = await readPdf(await renderLetter({ ...APOLOGY_LETTER, reason: 'Máy 🖨 hỏng\u200b\n\tlúc 漢 9 giờ' }));
  expect(text).toContain('Lý do: Máy □ hỏng lúc □ 9 giờ.');
});

test('the same letter gives the same bytes, another template version does not', async () => {
  const first = await renderLetter(APOLOGY_LETTER);
  await renderLetter(RECEIPT_SLIP);
  const again = await renderLetter(structuredClone(APOLOGY_LETTER));
  const other = await renderLetter({ ...APOLOGY_LETTER, template: { ...APOLOGY_LETTER.template, version: '2025.2' } });
  expect(Buffer.compare(first, again)).toBe(0);
  expect(Buffer.compare(first, other)).not.toBe(0);
});

test('the file is tagged Vietnamese PDF/A-2b, dated by the letter, with every font inside', async () => {
  const bytes = await renderLetter(APOLOGY_LETTER);
  const { info, xmp, roles, spoken } = await readPdf(bytes);
  const raw = Buffer.from(bytes).toString('latin1');
  expect(info).toMatchObject({ CreationDate: 'D:20260824020000Z', Language: 'vi-VN', Keywords: 'form 04; tt03-2025; template 2025.1' });
  expect(xmp).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</u);
  expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
  expect(spoken).toEqual(['Mã QR của hồ sơ 000.00.06.H32-260819-0361']);
  expect(raw.match(/\/FontDescriptor \d+ 0 R/gu)).toHaveLength(raw.match(/\/FontFile2 \d+ 0 R/gu)?.length ?? 0);
  expect(raw).not.toContain('/Helvetica');
});

test.each([
  ['a name of 120 characters without a space', 'Ữ'.repeat(120)],
  ['a name of 120 characters in words', 'NGUYỄN PHƯỚC ĐƯỜNG '.repeat(7).slice(0, 120)],
])('%s stays inside the margins of forms 01 and 04', async (_, name) => {
  for (const sample of [RECEIPT_SLIP, APOLOGY_LETTER]) {
    const header = { superior: name, agency: name };
    const { pages, text } = await readPdf(await renderLetter({ ...sample, header, applicant: { ...sample.applicant, name } }));
    for (const page of pages) {
      for (const piece of page.pieces) {
        expect(piece.x).toBeGreaterThanOrEqual(0.05 * page.width);
        expect(piece.x + piece.width).toBeLessThanOrEqual(page.width - 30);
        expect(piece.y).toBeGreaterThan(15);
      }
    }
    expect(text.replace(/ /gu, '')).toContain(name.replace(/ /gu, ''));
  }
});

test('thirty papers run over as many pages as they need, each page numbered with the dossier code, none lost', async () => {
  const components = Array.from({ length: 30 }, (_, index) => ({ name: `Bản vẽ thiết kế số ${index + 1} đã được thẩm định và đóng dấu của đơn vị tư vấn`, copies: '02 bản sao' }));
  const { pages, text } = await readPdf(await renderLetter({ ...RECEIPT_SLIP, template: { ...RECEIPT_SLIP.template, evaluationSheet: false }, components }));
  expect(pages.length).toBeGreaterThan(1);
  expect([...text.matchAll(/(\d+)\. Bản vẽ thiết kế số (\d+) đã/gu)].map(([, place, number]) => [place, number])).toEqual(
    components.map((_, index) => [String(index + 1), String(index + 1)]),
  );
  pages.forEach((_, index) => {
    expect(text).toContain(`Mã hồ sơ 000.00.06.H32-260819-0361 – Trang ${index + 1}/${pages.length}`);
  });
});

test('the two signatures of a slip stay together on one page', async () => {
  for (let count = 1; count <= 16; count += 1) {
    const components = Array.from({ length: count }, () => ({ name: 'Giấy tờ kèm theo' }));
    const { pages } = await readPdf(await renderLetter({ ...RECEIPT_SLIP, components }));
    const withTitle = pages.findIndex(({ pieces }) => pieces.some(({ text }) => text.includes('NGƯỜI TIẾP NHẬN HỒ SƠ')));
    const withName = pages.findIndex(({ pieces }) => pieces.some(({ text }) => text.startsWith('Cán bộ tiếp nhận')));
    expect([count, withTitle]).toEqual([count, withName]);
  }
});

test.each([
  ['applicant.name', { ...RECEIPT_SLIP, applicant: { ...RECEIPT_SLIP.applicant, name: ' ' } }],
  ['components[1].name', { ...RECEIPT_SLIP, components: [{ name: 'Đơn' }, { name: '' }] }],
  ['appointments', { ...RECEIPT_SLIP, appointments: [] }],
  ['appointments[0].at', { ...RECEIPT_SLIP, appointments: [{ purpose: 'result' } as const] }],
  ['receivedAt', { ...RECEIPT_SLIP, receivedAt: Number.NaN }],
  ['items', { ...SUPPLEMENT_SLIP, items: [] }],
  ['reason', { ...APOLOGY_LETTER, reason: '' }],
  ['remedy.to', { ...APOLOGY_LETTER, remedy: { kind: 'escalated' as const, to: '' } }],
  ['signatory.position', { ...APOLOGY_LETTER, signatory: { onBehalf: { mode: 'KT.' as const, position: 'Giám đốc' } } }],
  ['header.agency', { ...APOLOGY_LETTER, header: { superior: 'Sở', agency: '' } }],
])('without %s no file is made, and the error names the field', async (field, letter) => {
  const failure: unknown = await renderLetter(letter).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LetterFieldMissing);
  expect(failure).toMatchObject({ field, form: letter.form });
});
