import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { reportSchema } from '../../apps/api/views/report-view.js';
import { publicationFiguresSchema } from '../../apps/api/views/publication-view.js';
import { readParts } from '../../libs/letters/test-support/read-docx.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { readDocument } from '../../libs/service/document-tables/read-document.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);
const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
/** Sees the figures of its own agency only. */
const OFFICE: Call = { as: { role: 'head', agency: 'H99.07' } };
const REPORTS = '/api/v1/reports';
let keys = 0;

async function takeIn(at: string): Promise<{ readonly path: string; readonly code: string }> {
  clock.set(`${at}+07:00`);
  keys += 1;
  const taken = await post('/api/v1/dossiers', { ...CLERK, key: `reported-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Hài' } } });
  const { links, code } = dossierSchema.parse(taken.body);
  return { path: links.self, code };
}

async function finish({ path }: { readonly path: string }, at: string): Promise<void> {
  clock.set(`${at}+07:00`);
  keys += 1;
  expect((await post(`${path}/commands`, { ...CLERK, key: `reported-${String(keys)}`, body: { type: 'RecordResult' } })).status).toBe(200);
}

// Three working days: one early, one late and open, one late and finished.
const early = await takeIn('2026-08-17T09:00:00');
const open = await takeIn('2026-08-17T09:10:00');
const late = await takeIn('2026-08-17T09:20:00');
await finish(early, '2026-08-18T09:00:00');
await finish(late, '2026-08-26T09:00:00');
clock.set('2026-08-28T10:00:00+07:00');

/** The cells of a spreadsheet as the project's own reader of documents sees them. */
async function cellsOf({ bytes }: Answer): Promise<readonly (readonly string[])[]> {
  return readDocument(bytes).rows.map(({ cells }) => cells.filter(({ coveredFrom }) => coveredFrom === undefined).map(({ text }) => text));
}

async function textOfPdf({ bytes }: Answer): Promise<string> {
  return (await readPdf(bytes)).text.replace(/\s+/gu, ' ');
}

describe('reports', () => {
  test('are listed with their formats, and each is given in each of them as a file named without tone marks', async () => {
    const { items } = pageOf(reportSchema).parse((await get(REPORTS, MANAGER)).body);
    expect(items.map(({ report }) => report)).toEqual(['ii-06a', 'ii-07b', 'progress-766', 'period', 'evidence']);
    for (const { link, report, formats } of items) {
      for (const format of formats) {
        const answer = await get(`${link}?format=${format}&period=2026-09`, MANAGER);
        expect([report, format, answer.status, answer.headers.get('content-disposition')]).toEqual([report, format, 200, `attachment; filename="${report}_H99_2026-08-15_2026-09-14.${format}"`]);
        expect(answer.bytes.length).toBeGreaterThan(100);
      }
    }
  });

  test('II.06a has the numbers of late-rate in XLSX, PDF and CSV alike', async () => {
    const { total } = figureSchema.parse((await get('/api/v1/metrics/late-rate?from=2026-08-15&to=2026-09-14', MANAGER)).body);
    expect([total.numerator, total.denominator]).toEqual([2, 3]);
    const numbers = ['3', '0', '3', '0', '2', '1', '0', '1', '1', '0', '1'];
    const address = `${REPORTS}/ii-06a?period=2026-09&by=agency`;
    const sheet = await cellsOf(await get(address, MANAGER));
    expect(sheet.find(([first]) => first === '1')?.slice(2)).toEqual(numbers);
    expect(sheet.find((cells) => cells.includes('Tổng số') && cells.includes('3'))?.slice(-11)).toEqual(numbers);
    const pdf = await textOfPdf(await get(`${address}&format=pdf`, MANAGER));
    expect(pdf).toContain('TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI');
    expect(pdf).toContain(`Tổng số ${numbers.join(' ')}`);
    const rows = parse(Buffer.from((await get(`${address}&format=csv&bom=true`, MANAGER)).bytes), { bom: true, relaxColumnCount: true });
    expect(rows.find(([, name]) => name === 'Tổng số')?.slice(2)).toEqual(numbers);
  });

  test('II.07b counts the procedures in force and the internal processes that the publication figure counts', async () => {
    const figures = publicationFiguresSchema.parse((await get('/api/v1/publication-figures?from=2026-08-15&to=2026-09-14', MANAGER)).body).figures;
    const published = figures.find(({ name }) => name === 'internal-processes-published');
    const rows = await cellsOf(await get(`${REPORTS}/ii-07b?period=2026-09`, MANAGER));
    const total = rows.find((cells) => cells.includes('Tổng số') && !cells.includes('Cấp tỉnh'))?.slice(-8).map(Number) ?? [];
    expect([total[0], total[4]]).toEqual([published?.denominator, published?.numerator]);
    const fields = rows.filter(([first]) => /^\d+$/u.test(first ?? '')).map((cells) => cells.slice(-8).map(Number));
    expect(fields.length).toBeGreaterThan(3);
    expect(total.map((_, column) => fields.reduce((sum, row) => sum + (row[column] ?? 0), 0))).toEqual(total);
  });

  test('the report of a period states each rate with formula, numbers, target and the period before, and names the late dossiers', async () => {
    const address = `${REPORTS}/period?period=2026-09`;
    const rows = await cellsOf(await get(address, MANAGER));
    const headline = rows.find((cells) => cells[1] === 'Tỷ lệ quá hạn');
    expect(headline?.slice(3, 7)).toEqual(['2', '3', '66.67%', 'dưới 2 %']);
    expect(headline?.slice(7)).toEqual(['0', '0', 'không phát sinh']);
    expect(rows.flat()).toEqual(expect.arrayContaining([late.code, open.code, 'Phiếu xin lỗi và hẹn lại ký trong kỳ']));
    expect(rows.flat()).not.toContain(early.code);
    const pdf = await textOfPdf(await get(`${address}&format=pdf`, MANAGER));
    expect(pdf).toContain('2 3 66,67 % dưới 2 %');
    expect(pdf).toContain('Kỳ báo cáo: từ ngày 15/08/2026 đến ngày 14/09/2026');
    expect(pdf).toContain('Kỳ so sánh: từ ngày 15/07/2026 đến ngày 14/08/2026');
    const docx = readParts((await get(`${address}&format=docx`, MANAGER)).bytes).get('word/document.xml')?.toString('utf8');
    expect(docx).toContain(late.code);
  });

  test.each([
    ['2026-09', 'Hệ thống chỉ có dữ liệu từ ngày 17/08/2026: số liệu của kỳ này chưa trọn kỳ.'],
    ['2026-03', 'Hệ thống chỉ có dữ liệu từ ngày 17/08/2026: kỳ này chưa có dữ liệu, không phải là bằng không.'],
  ])('of %s say what the period lacks, for its noughts are no figures', async (period, note) => {
    for (const report of ['ii-06a', 'progress-766', 'period']) {
      expect(Buffer.from((await get(`${REPORTS}/${report}?period=${period}&format=csv`, MANAGER)).bytes).toString('utf8')).toContain(note);
    }
  });

  test('the list of evidence names the dossiers behind the rate, as XLSX, PDF and CSV alike', async () => {
    const rows = (await cellsOf(await get(`${REPORTS}/evidence?period=2026-09`, MANAGER))).filter((cells) => cells[1] === 'Tỷ lệ quá hạn');
    expect(rows.map((cells) => [cells[3], cells[8]])).toEqual([[late.code, 'Quá hạn'], [open.code, 'Đang quá hạn']]);
    const lines = parse(Buffer.from((await get(`${REPORTS}/evidence?period=2026-09&format=csv`, MANAGER)).bytes), { columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(lines.filter((line) => line['Chỉ tiêu, tiêu chí'] === 'Tỷ lệ quá hạn').map((line) => [line['Mã'], line['Hạn'], line['Thời điểm']])).toEqual([
      [late.code, expect.stringMatching(/^2026-08-\d\dT.*\+07:00$/u), '2026-08-26T09:00:00+07:00'],
      [open.code, expect.stringMatching(/^2026-08-\d\dT.*\+07:00$/u), ''],
    ]);
    const pdf = await get(`${REPORTS}/evidence?period=2026-09&format=pdf`, MANAGER);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const text = await textOfPdf(pdf);
    expect(text).toContain('DANH MỤC TÀI LIỆU KIỂM CHỨNG Kỳ từ ngày 15/08/2026 đến ngày 14/09/2026 – ');
    expect(text).toMatch(new RegExp(`1 Tỷ lệ quá hạn Hồ sơ ${late.code} 1\\.014464 H99\\.07 .* 09:00 26/08/2026 Quá hạn 2 Tỷ lệ quá hạn Hồ sơ ${open.code} 1\\.014464 H99\\.07 .* Đang quá hạn`, 'u'));
    expect(text).not.toContain(early.code);
    const refused = await get(`${REPORTS}/evidence?format=docx`, MANAGER);
    expect([refused.status, refused.body['errors']]).toEqual([400, [{ path: '/query/format', reason: 'must be xlsx or pdf or csv for this report' }]]);
  });

  test.each([
    ['period=2026-13', 400],
    ['period=2026-Q5', 400],
    ['period=2026-09&month=2026-09', 400],
    ['format=odt', 400],
    ['from=2026-09-02&to=2026-09-01', 400],
  ])('a request with %s is answered with %i', async (query, status) => {
    expect((await get(`${REPORTS}/ii-06a?${query}`, MANAGER)).status).toBe(status);
  });

  test('a progress table over days that are no half-months says what to ask for instead', async () => {
    const answer = await get(`${REPORTS}/progress-766?from=2026-08-18&to=2026-08-20`, MANAGER);
    expect([answer.status, answer.body['code']]).toEqual([422, 'figure-not-available']);
    expect(answer.body['detail']).toContain('half-months');
    expect((await get(`${REPORTS}/period-of-mine`, MANAGER)).status).toBe(400);
  });

  test('who may see an agency only gets that agency’s report, and no other’s', async () => {
    const own = await get(`${REPORTS}/ii-06a?period=2026-09`, OFFICE);
    expect([own.status, own.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="ii-06a_H99.07_2026-08-15_2026-09-14.xlsx"']);
    expect((await get(`${REPORTS}/ii-06a?agency=H99.31`, OFFICE)).status).toBe(404);
    expect((await get(`${REPORTS}/evidence?agency=H99.31`, OFFICE)).status).toBe(404);
  });
});
