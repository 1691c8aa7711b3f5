import { expect, test } from 'vitest';
import { readWorkbook, workbookPart } from './test-support/read-workbook.js';
import { type WorkbookSheet, writeWorkbook } from './workbook.js';

const SHEET: WorkbookSheet = {
  name: "Biểu 'II.06a'",
  widths: [6, 40, 10],
  frozenRows: 2,
  rows: [
    { cells: [{ value: { text: 'Tình hình' }, columns: 3 }, undefined, undefined], style: 'title' },
    { cells: [{ value: { text: 'STT' } }, { value: { text: 'Đơn vị' } }, { value: { text: 'Tỷ lệ' } }], style: 'head' },
    { cells: [{ value: { number: 1200, format: 'count' } }, { value: { text: '=1+1 & <Đỏ>\u0001' } }, { value: { number: 0.0167, format: 'percent' } }], style: 'line' },
  ],
};

test('numbers are numbers, a text that begins like a formula is a text, and what XML cannot hold is left out', async () => {
  const [sheet] = readWorkbook(await writeWorkbook([SHEET]));
  expect(['A3', 'B3', 'C3'].map((at) => sheet?.cells.get(at))).toEqual([1200, '=1+1 & <Đỏ>', 0.0167]);
  expect(sheet?.xml).not.toContain('<f>');
});

test('the head is printed on each page of A4 across, which the sheet is fitted to, and titles go across', async () => {
  const file = await writeWorkbook([{ ...SHEET, name: 'Một' }, SHEET]);
  const [, sheet] = readWorkbook(file);
  expect(sheet?.xml).toMatch(/<pageSetup[^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="1"[^>]*fitToHeight="0"/u);
  expect(sheet?.xml).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(sheet?.xml).toContain('<mergeCell ref="A1:C1"/>');
  expect(workbookPart(file)).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="1">'Biểu ''II.06a'''!$1:$2</definedName>`);
});

test('a name longer or freer than a sheet may have is cut', async () => {
  const [sheet] = readWorkbook(await writeWorkbook([{ ...SHEET, name: 'Danh mục: hồ sơ [trễ hạn] theo đơn vị và lĩnh vực' }]));
  expect(sheet?.name).toBe('Danh mục  hồ sơ  trễ hạn  theo');
});

test('the same sheets give the same bytes', async () => {
  expect(Buffer.from(await writeWorkbook([SHEET])).equals(await writeWorkbook([SHEET]))).toBe(true);
});
