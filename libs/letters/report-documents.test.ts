import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvCell, renderReportCsv } from './report-csv.js';
import { headCells } from './report-heads.js';
import { renderReportDocx } from './report-docx.js';
import { renderReportPdf } from './report-pdf.js';
import { renderReportXlsx } from './report-xlsx.js';
import { faultOfXml, readParts } from './test-support/read-docx.js';
import { readPdf } from './test-support/read-pdf.js';
import { readWorkbook } from './test-support/read-workbook.js';
import { sampleHandling, sampleTables } from './test-support/report-samples.js';

test('neighbours that begin alike share their head, and a head of its own goes down to the last row', () => {
  const [columns = []] = sampleHandling().tables.map((table) => table.columns);
  const said = headCells(columns).map(({ text, row, column, rows, columns: over }) => `${text} @${String(row)},${String(column)} ${String(rows)}x${String(over)}`);
  expect(said.slice(0, 7)).toEqual(['STT @0,0 3x1', 'Lĩnh vực giải quyết @0,1 3x1', 'Số hồ sơ nhận giải quyết @0,2 1x4', 'Tổng số @1,2 2x1', 'Trong kỳ @1,3 1x2', 'Trực tuyến @2,3 1x1', 'Trực tiếp, dịch vụ bưu chính @2,4 1x1']);
});

test('II.06a as a spreadsheet has its head in three rows, thirteen numbered columns and numbers as numbers', async () => {
  const [sheet] = readWorkbook(await renderReportXlsx(sampleHandling()));
  const at = (address: string): string | number | undefined => sheet?.cells.get(address);
  expect(sheet?.name).toBe('Biểu II.06a');
  expect([at('A1'), at('A2'), at('A3')]).toEqual(['Ủy ban nhân dân phường Trung Tâm – Biểu số II.06a/VPCP/KSTT', 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI', 'ỦY BAN NHÂN DÂN PHƯỜNG TRUNG TÂM']);
  expect(['A4', 'A5', 'A6', 'A8'].map(at)).toEqual(['Kỳ báo cáo: từ ngày 15/02/2026 đến ngày 14/03/2026', 'Đơn vị báo cáo: Ủy ban nhân dân phường Trung Tâm', 'Đơn vị nhận báo cáo: Ủy ban nhân dân tỉnh Minh Họa', 'Đơn vị tính: số hồ sơ TTHC']);
  expect([at('C9'), at('D10'), at('D11'), at('G9'), at('K9'), at('M10')]).toEqual(['Số hồ sơ nhận giải quyết', 'Trong kỳ', 'Trực tuyến', 'Số lượng hồ sơ đã giải quyết', 'Số lượng hồ sơ đang giải quyết', 'Quá hạn']);
  expect('ABCDEFGHIJKLM'.split('').map((column) => at(`${column}12`))).toEqual(['(1)', '(2)', '(3) = (4)+(5)+(6)', '(4)', '(5)', '(6)', '(7) = (8)+(9)+(10)', '(8)', '(9)', '(10)', '(11) = (12)+(13)', '(12)', '(13)']);
  expect('ABCDEFGHIJKLM'.split('').map((column) => at(`${column}13`))).toEqual([1, 'Đất đai', 1250, 700, 350, 200, 1000, 600, 380, 20, 250, 245, 5]);
  expect([at('B15'), at('C15')]).toEqual(['Tổng số', 1250]);
});

test('a workbook has a sheet for each table, percentages as shares of one, and texts that look like formulas as texts', async () => {
  const [first, second] = readWorkbook(await renderReportXlsx(sampleTables()));
  expect([first?.name, second?.name]).toEqual(['Chỉ tiêu', 'Theo đơn vị']);
  const cells = [...(first?.cells ?? [])].filter(([address]) => ['A12', 'A13', 'B13', 'C13', 'A14'].includes(address));
  expect(cells).toEqual([['A12', 'Đúng hạn'], ['A13', '@SUM(A1)'], ['B13', 12], ['C13', 0.0167], ['A14', 'Không phát sinh']]);
});

test.each([
  ['=1+1', `'=1+1`],
  ['＝1+1', `'＝1+1`],
  ['＠SUM(A1)', `'＠SUM(A1)`],
  ['+84905', `'+84905`],
  ['-5', `'-5`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=x', `'\t=x`],
  [' =x', `' =x`],
  ['\u200b=x', `'\u200b=x`],
  ['\r=x', `"'\r=x"`],
  ['a=b', 'a=b'],
  ['Hộ tịch, "cũ"', '"Hộ tịch, ""cũ"""'],
  [-5, '-5'],
  [{ percent: '1.67' }, '1.67'],
  [undefined, ''],
])('the cell %j is %j in CSV', (cell, text) => {
  expect(csvCell(cell)).toBe(text);
});

test('CSV reads back: caption with period, heads, rows, notes; the mark of UTF-8 only where asked for', () => {
  const bytes = renderReportCsv(sampleHandling(), { byteOrderMark: true });
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(renderReportCsv(sampleHandling())).startsWith('Biểu II.06a,')).toBe(true);
  const rows = parse(Buffer.from(bytes), { bom: true, relaxColumnCount: true });
  expect(rows[0]?.slice(0, 3)).toEqual(['Biểu II.06a', 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI ỦY BAN NHÂN DÂN PHƯỜNG TRUNG TÂM', 'Kỳ báo cáo: từ ngày 15/02/2026 đến ngày 14/03/2026']);
  expect(rows[1]?.[3]).toBe('Số hồ sơ nhận giải quyết / Trong kỳ / Trực tuyến / (4)');
  expect(rows[2]).toEqual(['1', 'Đất đai', '1250', '700', '350', '200', '1000', '600', '380', '20', '250', '245', '5']);
  expect(rows[3]?.[1]).toBe(`'=Hộ tịch, "cũ"`);
});

test('a PDF of many rows repeats its head on every sheet, keeps within the margins, and is the same for the same report', async () => {
  const bytes = renderReportPdf(sampleHandling(90));
  const { pages } = await readPdf(bytes);
  const texts = pages.map(({ pieces }) => pieces.map(({ text }) => text).join(' ').replace(/\s+/gu, ' '));
  expect(pages.length).toBeGreaterThan(2);
  expect(texts[0]).toContain('TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI ỦY BAN NHÂN DÂN PHƯỜNG TRUNG TÂM Kỳ báo cáo: từ ngày 15/02/2026 đến ngày 14/03/2026');
  expect(texts.filter((text) => text.includes('(11) = (12)+(13)')).length).toBeGreaterThanOrEqual(pages.length - 1);
  expect(texts.join(' ')).toContain('90 Đất đai 1.250 700 350 200 1.000 600 380 20 250 245 5 Tổng số 1.250');
  for (const { width, pieces } of pages) {
    expect(pieces.every(({ x, y, width: wide }) => x >= 56 && x + wide <= width - 28 && y >= 31 && y <= 565)).toBe(true);
  }
  expect(Buffer.from(bytes).equals(renderReportPdf(sampleHandling(90)))).toBe(true);
});

test('a DOCX is well-formed, lies across, and says what the PDF says', async () => {
  const xml = readParts(await renderReportDocx(sampleTables())).get('word/document.xml')?.toString('utf8') ?? '';
  expect(faultOfXml(xml)).toBeUndefined();
  expect(xml).toContain('w:orient="landscape"');
  const texts = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text);
  expect(texts).toEqual(expect.arrayContaining(['Biểu số II.06a/VPCP/KSTT', 'Chỉ tiêu', 'Kỳ này', 'Đúng hạn', '@SUM(A1)', '12', '1,67 %', 'Theo đơn vị', '100,00 %']));
});
