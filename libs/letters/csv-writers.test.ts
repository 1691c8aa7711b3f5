import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { csvLine } from './report-csv.js';
import { streamTableXlsx } from './streamed-table.js';
import { writeWorkbook } from './workbook.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** Where lines of CSV are put together by hand: the one function, and what a bench makes for itself to read. */
const BY_HAND = ['apps/cli/bench-import.ts', 'apps/cli/bench/register.ts', 'libs/letters/report-csv.ts'];
/** Cells with commas between them and the end of a line behind, however that is written. */
const LINE_BY_HAND = /\.join\('[,;]'\)\}(?:\\r)?\\n|\.join\('[,;]'\)\s*\+\s*'(?:\\r)?\\n'|`\$\{[^`]*\},\$\{[^`]*\}(?:\\r)?\\n`|join\('\\r\\n'\)/u;
/** What a spreadsheet may take for a formula, in ASCII and in full width, also behind what it skips. */
const FORMULA_SIGNS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', ' =', '\u200b=', '\u00a0@', '\n-'];

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.ts$|\.d\.ts$/u.test(name))
    .map((name) => join(PROJECT, folder, name));
}

test('every CSV is written by the one function that leaves no formula in a cell', () => {
  const byHand = ['libs', 'apps', 'workflows'].flatMap(sourcesOf).filter((file) => LINE_BY_HAND.test(readFileSync(file, 'utf8')));
  expect(byHand.map((file) => relative(PROJECT, file)).sort()).toEqual(BY_HAND);
});

test('whatever a text begins with, no cell of a CSV does so that a spreadsheet runs it, and nothing of the text is lost', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FORMULA_SIGNS), fc.string({ unit: 'grapheme' }), (sign, rest) => {
      const text = `${sign}${rest}`;
      const [[cell] = []] = parse(csvLine([text, 'x']), { recordDelimiter: '\r\n' });
      expect(cell).toBe(`'${text}`);
    }),
  );
});

test('figures below zero stay figures', () => {
  expect(csvLine([-5, { percent: '-1.67' }, 0])).toBe('-5,-1.67,0\r\n');
});

test('whatever a text begins with, neither writer of spreadsheets makes a formula of it', async () => {
  const texts = FORMULA_SIGNS.map((sign) => `${sign}HYPERLINK("http://x")`);
  async function* rows(): AsyncGenerator<readonly string[]> {
    await Promise.resolve();
    for (const text of texts) yield [text];
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of streamTableXlsx({ name: 'Sổ', title: [], columns: [{ head: 'Tên', width: 10 }] }, rows())) pieces.push(piece);
  const streamed = new Uint8Array(Buffer.concat(pieces));
  const whole = await writeWorkbook([{ name: 'Sổ', widths: [10], frozenRows: 0, rows: texts.map((text) => ({ cells: [{ value: { text } }], style: 'line' as const })) }]);
  for (const file of [streamed, whole]) {
    const parts = Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)] as const);
    expect(parts.filter(([path, xml]) => path.startsWith('xl/worksheets/') && /<f[\s>/]/u.test(xml))).toEqual([]);
    expect(parts.flatMap(([, xml]) => [...xml.matchAll(/<t\b[^>]*>[^<]*HYPERLINK/gu)])).toHaveLength(texts.length);
  }
});
