import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { renderParXlsx } from './par-xlsx.js';
import { PAR_TITLES } from './par-words.js';
import { type ParDocument, renderParDocx } from './render-par-docx.js';
import { PAR_REPORT } from './test-support/par-samples.js';
import { faultOfXml, readParts } from './test-support/read-docx.js';
import { readWorkbook } from './test-support/read-workbook.js';
import { wholeOf } from './test-support/register-samples.js';
import { writeZip, type ZipEntry } from './zip-file.js';

const KINDS = Object.keys(PAR_TITLES) as readonly ParDocument[];

async function documentXml(kind: ParDocument): Promise<string> {
  return readParts(await renderParDocx(kind, PAR_REPORT)).get('word/document.xml')?.toString('utf8') ?? '';
}

/** Paragraphs as lines, cells of tables among them. */
function linesOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|(<\/w:p>)/gu)].map(([, text, end]) => (end === undefined ? (text ?? '') : '\n')).join('').replace(/\n{2,}/gu, '\n').trim();
}

test.each(KINDS)('the document "%s" of a pack reads as agreed and is well-formed', async (kind) => {
  const xml = await documentXml(kind);
  expect(faultOfXml(xml)).toBeUndefined();
  await expect(`${linesOf(xml)}\n`).toMatchFileSnapshot(`golden/par-index-${kind}.txt`);
});

test('the score table lies across, the other documents stand upright', async () => {
  expect(await Promise.all(KINDS.map(async (kind) => (await documentXml(kind)).includes('w:orient="landscape"')))).toEqual(KINDS.map((kind) => kind === 'table'));
});

test('the spreadsheet has points as numbers, unknown ones in words, and the sums', async () => {
  const [sheet] = readWorkbook(await renderParXlsx(PAR_REPORT));
  const cells = sheet?.cells ?? new Map<string, string | number>();
  expect(['A6', 'B6', 'C6', 'D6', 'E6', 'F6', 'G6', 'H6'].map((at) => cells.get(at))).toEqual(['3.2', 'Kết quả giải quyết hồ sơ thủ tục hành chính', 5, 5, 4.9, 0.1, '1.245/1.250 hồ sơ đúng hạn', 'Tài liệu kiểm chứng/3.2/01 - Báo cáo năm.pdf']);
  expect([cells.get('B7'), cells.get('C7'), cells.get('H8')]).toEqual(['Tiêu chí chưa rõ', 'chưa rõ', 'Chưa chấm điểm']);
  expect([cells.get('C10'), cells.get('E10')]).toEqual([8.5, 8.1]);
});

test('an archive gives its files back under their Vietnamese names, and the same files give the same bytes', async () => {
  const entries: readonly ZipEntry[] = [
    { path: 'Tài liệu kiểm chứng/3.2/01 - Đủ.pdf', content: new TextEncoder().encode('%PDF'), isPacked: true },
    { path: 'Bảng điểm.json', content: new TextEncoder().encode('{}'), isPacked: false },
  ];
  const write = (): Promise<Uint8Array> => wholeOf(writeZip(all(entries)));
  const files = unzipSync(await write());
  expect(Object.entries(files).map(([name, content]) => [name, strFromU8(content)])).toEqual([['Tài liệu kiểm chứng/3.2/01 - Đủ.pdf', '%PDF'], ['Bảng điểm.json', '{}']]);
  expect(await write()).toEqual(await write());
});

async function* all(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  for (const entry of entries) {
    yield await Promise.resolve(entry);
  }
}
