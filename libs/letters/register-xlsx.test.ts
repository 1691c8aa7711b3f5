import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { RegisterBook, RegisterLine } from './register-data.js';
import { renderRegisterXlsx } from './register-xlsx.js';
import { sampleBook, sampleLines, wholeOf } from './test-support/register-samples.js';

/** Rows of the sheet by the addresses of their cells. */
async function read(book: RegisterBook, lines: AsyncIterable<RegisterLine>): Promise<{ readonly cells: ReadonlyMap<string, string>; readonly parts: Readonly<Record<string, string>> }> {
  const files = unzipSync(await wholeOf(renderRegisterXlsx(book, lines)));
  const parts = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const cells = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c r="([A-Z]+\d+)" s="(\d)"(?: t="inlineStr")?>(?:<is><t xml:space="preserve">([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/gu)];
  return { cells: new Map(cells.map(([, address = '', , text, value]) => [address, text ?? value ?? ''])), parts };
}

test('the spreadsheet has the columns of the form with its three-part head, and volume and page beside them', async () => {
  const { cells, parts } = await read(sampleBook(2, 1), sampleLines(2, 12));
  expect(['A3', 'B3', 'G3', 'G4', 'H4', 'I4', 'J4', 'K4', 'L3', 'M3'].map((address) => cells.get(address))).toEqual([
    'STT', 'Mã hồ sơ', 'Nhận và trả kết quả', 'Nhận hồ sơ', 'Hẹn trả kết quả', 'Trả kết quả', 'Phương thức nhận kết quả', 'Ký nhận', 'Quyển số', 'Trang',
  ]);
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<mergeCell ref="G3:K3"/>');
  expect(parts['xl/worksheets/sheet1.xml']).toContain('paperSize="9" orientation="landscape"');
});

test('a line reads back as it was given: numbers and moments as such, words as words', async () => {
  const { cells } = await read(sampleBook(2, 1), sampleLines(2, 12, (number) => (number === 2 ? { applicant: 'Công ty <Đỏ> & "Xanh"\u0001', note: 'Đã hủy: hồ sơ mở nhầm' } : {})));
  expect(cells.get('A5')).toBe('1');
  expect(cells.get('D5')).toBe('NGUYỄN THỊ PHƯỢNG ƯỚC');
  // 19/08/2026 is day 46253 of a spreadsheet; 10:00 is 10/24 of it.
  expect(Number(cells.get('G5'))).toBeCloseTo(46_253 + 10 / 24, 6);
  expect(Number(cells.get('H5'))).toBeCloseTo(46_255 + 10 / 24, 6);
  expect(cells.get('D6')).toBe('Công ty &lt;Đỏ&gt; &amp; &quot;Xanh&quot;');
  expect(cells.get('I6')).toBe('03:00 21/08/2026; Đã hủy: hồ sơ mở nhầm');
  expect([cells.get('L6'), cells.get('M6')]).toEqual(['Quyển số 01', '1']);
  expect(cells.get('A7')).toContain('Quyển số 01 có 2 dòng');
});

test('of a register closed by a signature it names number, office and name', async () => {
  const signed = { documentNumber: '7/STD-UBND', signatory: { collective: 'Ủy ban nhân dân', onBehalf: { mode: 'KT.', position: 'Chủ tịch' }, position: 'Phó Chủ tịch', name: 'Người ký A' }, signedAt: sampleBook(1, 1).printedAt } as const;
  const { cells } = await read(sampleBook(2, 1, { signed }), sampleLines(2, 12));
  expect(cells.get('A2')).toBe('Ủy ban nhân dân phường Trung Tâm – Lĩnh vực: Hoạt động xây dựng – Năm 2026 – Số: 7/STD-UBND');
  expect([...cells.values()].at(-1)).toBe('TM. ỦY BAN NHÂN DÂN – KT. CHỦ TỊCH – PHÓ CHỦ TỊCH – Người ký A');
});

test('the same register gives the same bytes', async () => {
  const [first, second] = [await wholeOf(renderRegisterXlsx(sampleBook(30, 3), sampleLines(30, 12))), await wholeOf(renderRegisterXlsx(sampleBook(30, 3), sampleLines(30, 12)))];
  expect(Buffer.from(first).equals(second)).toBe(true);
});

test('rows leave while later ones are not read yet', async () => {
  let read = 0;
  async function* counted(): AsyncGenerator<RegisterLine> {
    for await (const line of sampleLines(20_000, 12)) {
      read += 1;
      yield line;
    }
  }
  const pieces: number[] = [];
  for await (const piece of renderRegisterXlsx(sampleBook(20_000, 1_667), counted())) {
    pieces.push(piece.length);
    if (pieces.length > 20) break;
  }
  expect(read).toBeLessThan(20_000);
});
