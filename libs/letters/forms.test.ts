import { describe, expect, test } from 'vitest';
import { renderLetter } from './render-letter.js';
import { renderSlip } from './render-slip.js';
import { LetterFieldMissing } from './required-fields.js';
import type { Slip } from './slip-data.js';
import { FULL_CASES, type FormCase, GOLDEN_CASES, renderForm } from './test-support/form-cases.js';
import { RECEIPT_SLIP } from './test-support/letter-samples.js';
import { faultsOfPages } from './test-support/page-faults.js';
import { readFilledBoxes } from './test-support/read-drawings.js';
import { linesOf, readPdf } from './test-support/read-pdf.js';
import { CONTROL_SLIP, controlSlipOf, GUIDANCE_SLIP, handoverRecordOf, RESULT_HANDOVER, TRANSFER_SLIP } from './test-support/slip-samples.js';

const files = new Map<string, Promise<Uint8Array>>();
/** The file of a form, made once for all that is asked of it. */
const fileOf = (form: FormCase): Promise<Uint8Array> => {
  const made = files.get(form.name) ?? renderForm(form);
  files.set(form.name, made);
  return made;
};
const named = (name: string): FormCase => FULL_CASES.find((form) => form.name.startsWith(name))!;

const ALL = [...GOLDEN_CASES, ...FULL_CASES].map((each): [string, FormCase] => [each.name, each]);

describe('the text of each form, line by line in reading order', () => {
  test.each(GOLDEN_CASES.map((each): [string, FormCase] => [each.name, each]))('%s', async (name, form) => {
    await expect(linesOf(await readPdf(await fileOf(form)))).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

describe('nothing leaves the margins, lies over other text or stands in the white around a QR code', () => {
  test.each(ALL)('%s', async (_, form) => {
    const bytes = await fileOf(form);
    const paper = form.data.form === 'handover-record' ? 'A4' : 'A5';
    expect(faultsOfPages(await readPdf(bytes), paper, await readFilledBoxes(bytes))).toEqual([]);
  });
});

describe('the same form gives the same bytes, with every font inside', () => {
  test.each(ALL)('%s, twice', async (_, form) => {
    const [first, again] = [await fileOf(form), await renderForm(structuredClone(form))];
    expect(Buffer.compare(first, again)).toBe(0);
    const raw = Buffer.from(first).toString('latin1');
    expect(raw.match(/\/FontDescriptor \d+ 0 R/gu)).toHaveLength(raw.match(/\/FontFile2 \d+ 0 R/gu)?.length ?? 0);
    expect(raw).not.toContain('/Helvetica');
  });
});

describe('lists of thirty are whole, on as many pages as they need', () => {
  test.each(FULL_CASES.filter(({ name }) => name.includes('thirty')).map((each): [string, FormCase] => [each.name, each]))('%s, from the first to the last', async (_, form) => {
    const { text } = await readPdf(await fileOf(form));
    const pattern = form.data.form === '06' ? /Bước (\d+)\b/gu : /thiết kế số (\d+) đã/gu;
    expect([...text.matchAll(pattern)].map(([, number]) => Number(number))).toEqual(Array.from({ length: 30 }, (__, index) => index + 1));
  });
});

test('every page of a table begins with its head, which readers of tagged files hear once', async () => {
  const bytes = await fileOf(named('06'));
  const { pages } = await readPdf(bytes);
  expect(pages.length).toBeGreaterThan(3);
  for (const { pieces } of pages) {
    expect(pieces.map(({ text }) => text).join('')).toContain('TÊN ĐƠN VỊ');
  }
  const raw = Buffer.from(bytes).toString('latin1');
  expect([raw.match(/\/S \/TH\n/gu)?.length, raw.match(/\/S \/TR\n/gu)?.length]).toEqual([4, 61]);
});

test('both rows of a hand-over stand on one page', async () => {
  const { pages } = await readPdf(await fileOf(named('06')));
  for (const { pieces } of pages) {
    const text = pieces.map((piece) => piece.text).join('');
    expect(text.match(/1\. Giao:/gu)?.length).toBe(text.match(/2\. Nhận:/gu)?.length);
  }
});

test('a row higher than a page goes on on the next, and nothing of it is lost', async () => {
  const unit = Array.from({ length: 400 }, (_, index) => `tổ ${String(index + 1)}`).join(' ');
  const form: FormCase = { name: 'a unit of four hundred groups', data: controlSlipOf(1, unit) };
  const bytes = await renderForm(form);
  const pdf = await readPdf(bytes);
  expect(faultsOfPages(pdf, 'A5', await readFilledBoxes(bytes))).toEqual([]);
  expect([...pdf.text.matchAll(/tổ (\d+)/gu)].map(([, number]) => Number(number))).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
});

test('an agency may leave the evaluation sheet out', async () => {
  const { pages, text } = await readPdf(await renderLetter({ ...RECEIPT_SLIP, template: { ...RECEIPT_SLIP.template, evaluationSheet: false } }));
  expect(pages).toHaveLength(1);
  expect(text).not.toContain('ĐÁNH GIÁ');
});

test.each([
  ['tt03-2025', 'Mẫu số 06 (TT 03/2025/TT-VPCP)'],
  ['tt01-2018', 'Mẫu số 05 (TT 01/2018/TT-VPCP)'],
] as const)('the control slip has its number in %s: %s', async (numbering, mark) => {
  expect((await readPdf(await renderSlip({ ...CONTROL_SLIP, template: { numbering, version: '1' } }))).text).toContain(mark);
});

test('an agency may print its slips on A4', async () => {
  const { pages } = await readPdf(await renderSlip({ ...CONTROL_SLIP, template: { ...CONTROL_SLIP.template, paper: 'A4' } }));
  expect(Math.round(((pages[0]?.width ?? 0) * 25.4) / 72)).toBe(210);
});

test('a result nobody has taken yet leaves blanks for who takes it and how they are known', async () => {
  const { receipt: _receipt, ...open } = RESULT_HANDOVER;
  const { text } = await readPdf(await renderSlip(open));
  for (const blank of ['Thời gian trả kết quả: …… giờ', 'Người nhận kết quả: Kiểm tra', '□ Đã kiểm tra □ Không kiểm tra', '□ Có □ Không']) {
    expect(text).toContain(blank);
  }
});

test('a result sent by post is told with its number and when it was delivered', async () => {
  const receipt = { at: RESULT_HANDOVER.resultAt, method: 'post', trackingNumber: 'EB123', deliveredAt: RESULT_HANDOVER.resultAt + 86_400_000 } as const;
  const { text } = await readPdf(await renderSlip({ ...RESULT_HANDOVER, receipt }));
  expect(text).toContain('Số hiệu bưu gửi: EB123 Thời gian phát: 09 giờ 00 phút, ngày 25 tháng 8 năm 2026');
  expect(text).not.toContain('Kiểm tra giấy tờ tùy thân');
});

test.each<[string, Slip]>([
  ['handlingAgency', { ...CONTROL_SLIP, handlingAgency: ' ' }],
  ['handovers[0].receiver.unit', { ...controlSlipOf(1), handovers: [{ giver: { unit: 'A' }, receiver: { unit: '' } }] }],
  ['targets', { ...TRANSFER_SLIP, targets: [] }],
  ['lines', handoverRecordOf(0)],
  ['promised.note', { ...RESULT_HANDOVER, promised: { note: '' } }],
  ['items[1].text', { ...GUIDANCE_SLIP, items: [{ text: 'Đơn' }, { text: '' }] }],
])('without %s no slip is made, and the error names the field', async (field, slip) => {
  const failure: unknown = await renderSlip(slip).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LetterFieldMissing);
  expect(failure).toMatchObject({ field, form: slip.form });
});
