import { expect, test } from 'vitest';
import { readPdf } from './test-support/read-pdf.js';
import { wholeOf } from './test-support/register-samples.js';
import { streamTablePdf } from './streamed-pdf.js';
import type { StreamedCell, StreamedTable } from './streamed-table.js';

const MM = 72 / 25.4;
// 2026-08-19T09:00+07:00.
const AT = 1_787_104_800_000;
const HASH = '0123456789abcdef'.repeat(4);
const TABLE: StreamedTable = {
  name: 'Tài liệu kiểm chứng',
  title: ['DANH MỤC', 'Kỳ từ ngày 15/08/2026'],
  columns: [{ head: 'STT', width: 7 }, { head: 'Mã', width: 34 }, { head: 'Hạn', width: 17 }, { head: 'SHA-256', width: 30 }],
};
const FILE = { author: 'Ủy ban nhân dân phường Trung Tâm', createdAt: AT };

async function* rows(count: number, told: (number: number) => void = () => undefined): AsyncGenerator<readonly StreamedCell[]> {
  await Promise.resolve();
  for (let number = 1; number <= count; number += 1) {
    told(number);
    yield [number, `HS-${String(number).padStart(4, '0')}`, { moment: AT }, number % 2 === 0 ? HASH : undefined];
  }
}

test('a list stands in the order of its rows, its title on the first sheet, its heads and number on each, and nothing beyond the margins', async () => {
  const { pages, info } = await readPdf(await wholeOf(streamTablePdf(TABLE, rows(200), FILE)));
  const texts = pages.map(({ pieces }) => pieces.map(({ text }) => text).join(' ').replace(/\s+/gu, ' '));
  expect(pages.length).toBeGreaterThan(3);
  expect(texts.flatMap((text) => text.match(/HS-\d{4}/gu) ?? [])).toEqual(Array.from({ length: 200 }, (_, index) => `HS-${String(index + 1).padStart(4, '0')}`));
  expect(texts[0]).toMatch(/^Trang 1 Tài liệu kiểm chứng DANH MỤC Kỳ từ ngày 15\/08\/2026 STT Mã Hạn SHA-256 1 HS-0001 09:00 19\/08\/2026 2 HS-0002 /u);
  texts.slice(1).forEach((text, index) => { expect(text).toMatch(new RegExp(`^Trang ${String(index + 2)} Tài liệu kiểm chứng STT Mã Hạn SHA-256 \\d+ HS-`, 'u')); });
  expect(texts.join('')).not.toMatch(/DANH MỤC.*DANH MỤC/u);
  for (const { width, height, pieces } of pages) {
    expect([Math.round(width / MM), Math.round(height / MM)]).toEqual([297, 210]);
    expect(pieces.every(({ x, y, width: wide }) => x >= 20 * MM - 0.01 && x + wide <= 287 * MM + 0.5 && y >= 11 * MM && y <= 199 * MM)).toBe(true);
  }
  expect([info['Title'], info['Author']]).toEqual(['DANH MỤC Kỳ từ ngày 15/08/2026', FILE.author]);
});

test('a hash wider than its column is cut and loses no character', async () => {
  const columns = TABLE.columns.map(({ head }) => ({ head, width: head === 'SHA-256' ? 1 : 9 }));
  const { pages } = await readPdf(await wholeOf(streamTablePdf({ ...TABLE, columns }, rows(2), FILE)));
  const pieces = pages.flatMap((page) => page.pieces.map(({ text }) => text).filter((text) => /^[0-9a-f]+$/u.test(text)));
  expect(pieces.length).toBeGreaterThan(8);
  expect(pieces.join('')).toContain(HASH);
});

test('a list without a row has its title and its heads', async () => {
  const { text, pages } = await readPdf(await wholeOf(streamTablePdf(TABLE, rows(0), FILE)));
  expect(pages).toHaveLength(1);
  expect(text).toMatch(/DANH MỤC .* STT Mã Hạn SHA-256$/u);
});

test('sheets leave while later rows are not read yet, and the same list gives the same bytes', async () => {
  let read = 0;
  for await (const piece of streamTablePdf(TABLE, rows(5_000, (number) => { read = number; }), FILE)) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  expect(read).toBeLessThan(100);
  const [first, second] = [await wholeOf(streamTablePdf(TABLE, rows(60), FILE)), await wholeOf(streamTablePdf(TABLE, rows(60), FILE))];
  expect(Buffer.from(first).equals(second)).toBe(true);
});
