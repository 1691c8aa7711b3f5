import { describe, expect, test } from 'vitest';
import { type EditableLetter, isEditable, renderDocx } from './render-docx.js';
import { renderLetter } from './render-letter.js';
import { LetterFieldMissing } from './required-fields.js';
import { GOLDEN_CASES } from './test-support/form-cases.js';
import { APOLOGY_LETTER, RECEIPT_SLIP, STOP_NOTICE } from './test-support/letter-samples.js';
import { faultOfXml, readParts, textOfDocument } from './test-support/read-docx.js';
import { readPdf } from './test-support/read-pdf.js';

const { documentNumber: _number, ...UNNUMBERED } = APOLOGY_LETTER;

const LETTERS: readonly [string, EditableLetter][] = [
  ...GOLDEN_CASES.flatMap(({ name, data }): [string, EditableLetter][] => (data.form === '04' || data.form === '05' ? [[name, data]] : [])),
  ['an apology without a number, once it has ended', { ...UNNUMBERED, remedy: { kind: 'ended', at: APOLOGY_LETTER.promisedAt } }],
  ['an apology whose reason has signs XML knows', { ...APOLOGY_LETTER, reason: 'Máy đo "A&B" < 2 điểm; lỗi > 1\u00a0giờ 🖨' }],
  ['an apology to somebody whose name would be a template, a part of XML or turned about', { ...APOLOGY_LETTER, applicant: { ...APOLOGY_LETTER.applicant, name: `{{agency}} {date} {applicant} $& ]]></w:t><w:br/> &lt;&#x41; \u202eB\u2066` } }],
  ['a stop notice of papers that did not come', { ...STOP_NOTICE, cause: { kind: 'not-supplemented', dueAt: STOP_NOTICE.receivedAt, closedAt: STOP_NOTICE.issuedAt } }],
];

describe('the document says what the PDF says, word for word and in its order', () => {
  test.each(LETTERS)('%s', async (_, letter) => {
    const parts = readParts(await renderDocx(letter));
    const pdf = await readPdf(await renderLetter(letter));
    expect(pdf.pages).toHaveLength(1);
    expect(textOfDocument(String(parts.get('word/document.xml')))).toBe(pdf.text);
  });
});

test('every part is well-formed XML and listed, and every picture and footer a part refers to is there', async () => {
  const parts = readParts(await renderDocx(APOLOGY_LETTER));
  for (const [name, content] of parts) {
    if (name.endsWith('.xml') || name.endsWith('.rels')) {
      expect([name, faultOfXml(String(content))]).toEqual([name, undefined]);
    }
  }
  expect(String(parts.get('[Content_Types].xml'))).toContain('PartName="/word/document.xml"');
  const targets = [...String(parts.get('word/_rels/document.xml.rels')).matchAll(/Target="([^"]+)"/gu)].map(([, target]) => `word/${target ?? ''}`);
  expect(targets.filter((target) => !parts.has(target))).toEqual([]);
  const used = [...String(parts.get('word/document.xml')).matchAll(/r:(?:id|embed)="([^"]+)"/gu)].map(([, id]) => id ?? '');
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((id) => !String(parts.get('word/_rels/document.xml.rels')).includes(`Id="${id}"`))).toEqual([]);
});

test('the document is A5 in Times New Roman, in Vietnamese, with the code as a picture that says so', async () => {
  const parts = readParts(await renderDocx(APOLOGY_LETTER));
  const document = String(parts.get('word/document.xml'));
  const styles = String(parts.get('word/styles.xml'));
  // 148 × 210 mm in twentieths of a point; sizes of text are whole half points, the only ones older readers know.
  expect(document).toMatch(/<w:pgSz w:w="8391" w:h="11906"/u);
  expect([...document.matchAll(/<w:sz w:val="([^"]*)"/gu)].every(([, size]) => /^\d+$/u.test(size ?? ''))).toBe(true);
  expect(styles).toContain('w:ascii="Times New Roman"');
  expect(styles).toContain('vi-VN');
  expect(document).toContain('Mã QR của hồ sơ 000.00.06.H32-260819-0361');
  expect([...parts.keys()].some((name) => /^word\/media\/.*\.png$/u.test(name))).toBe(true);
});

test('only forms 04 and 05 are made as documents, and none with an empty field', async () => {
  expect([isEditable(APOLOGY_LETTER), isEditable(STOP_NOTICE), isEditable(RECEIPT_SLIP)]).toEqual([true, true, false]);
  await expect(renderDocx({ ...APOLOGY_LETTER, reason: '' })).rejects.toBeInstanceOf(LetterFieldMissing);
});
