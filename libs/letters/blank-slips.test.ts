import { expect, test } from 'vitest';
import { renderBlankSlips } from './blank-slips.js';
import { LetterFieldMissing } from './required-fields.js';
import { RECEIPT_SLIP } from './test-support/letter-samples.js';
import { readPdf } from './test-support/read-pdf.js';

const { template, header, place, counterName, issuedAt } = RECEIPT_SLIP;
const DESK = { template, header, place, counterName, issuedAt };
const codes = (count: number): string[] => Array.from({ length: count }, (_, index) => `000.00.06.H32-260819-${String(index + 1).padStart(4, '0')}`);

test('each reserved code has one A5 page of its own with code, QR code and desk', async () => {
  const { pages, spoken, roles } = await readPdf(await renderBlankSlips({ ...DESK, codes: codes(3) }));
  expect(pages.map(({ width, height }) => [Math.round((width * 25.4) / 72), Math.round((height * 25.4) / 72)])).toEqual([[148, 210], [148, 210], [148, 210]]);
  expect(spoken).toEqual(codes(3).map((code) => `Mã QR của hồ sơ ${code}`));
  expect(roles.filter((role) => role === 'H1')).toHaveLength(3);
  pages.forEach(({ pieces }, index) => {
    const text = pieces.map((piece) => piece.text).join(' ').replace(/\s+/gu, ' ');
    expect(text.match(/000\.00\.06\.H32-260819-\d{4}/gu)).toEqual([codes(3)[index]]);
    expect(text).toContain('Mẫu số 01 (TT 03/2025/TT-VPCP)');
    expect(text).toContain('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG');
    expect(text).toContain(counterName);
  });
});

test('no date is printed on a blank slip: hour and day of receipt are written by hand', async () => {
  const { text } = await readPdf(await renderBlankSlips({ ...DESK, codes: codes(1) }));
  expect(text).toContain('Khánh Hòa, ngày …… tháng …… năm 20……');
  expect(text).toContain('Thời gian nhận hồ sơ: …… giờ …… phút, ngày …… tháng …… năm 20……');
  expect(text).not.toMatch(/ngày \d/u);
  for (const label of ['Tiếp nhận hồ sơ của', 'Số định danh', 'Địa chỉ', 'Số điện thoại', 'Nội dung yêu cầu', '4.', 'Thời gian trả kết quả', 'NGƯỜI NỘP HỒ SƠ', 'NGƯỜI TIẾP NHẬN HỒ SƠ']) {
    expect(text).toContain(label);
  }
});

test('a whole block of two hundred codes is two hundred pages', async () => {
  const bytes = await renderBlankSlips({ ...DESK, codes: codes(200) });
  expect(Buffer.from(bytes).toString('latin1').match(/\/Type \/Page\n/gu)).toHaveLength(200);
}, 30_000);

test('the same blank slips give the same bytes', async () => {
  const [first, again] = [await renderBlankSlips({ ...DESK, codes: codes(2) }), await renderBlankSlips({ ...DESK, codes: codes(2) })];
  expect(Buffer.compare(first, again)).toBe(0);
});

test('a desk with names of three lines still has its blank slip on one page', async () => {
  const long = 'Trung tâm Phục vụ hành chính công khu vực phía Tây tỉnh Khánh Hòa';
  const { pages } = await readPdf(await renderBlankSlips({ ...DESK, header: { superior: long, agency: long }, counterName: long, codes: codes(2) }));
  expect(pages).toHaveLength(2);
});

test.each([
  ['codes', { ...DESK, codes: [] }],
  ['codes[1]', { ...DESK, codes: ['000.00.06.H32-260819-0001', ' '] }],
  ['counterName', { ...DESK, counterName: '', codes: codes(1) }],
  ['place', { ...DESK, place: '', codes: codes(1) }],
])('without %s no blank slip is made, and the error names the field', async (field, slips) => {
  const failure: unknown = await renderBlankSlips(slips).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(LetterFieldMissing);
  expect(failure).toMatchObject({ field, form: '01' });
});
