import { setImmediate } from 'node:timers/promises';
import type { RegisterBook, RegisterClosing, RegisterLine, RegisterVolume } from './register-data.js';
import { RegisterSheets, type TextStyle } from './register-sheets.js';
import { RegisterTable } from './register-table.js';
import { closingLines, REGISTER_MARKS, REGISTER_TITLE, titleLines, volumeName } from './register-words.js';
import { placeAndDate } from './form-dates.js';
import { MM } from './sheet.js';
import { authorityOf } from './signature-blocks.js';

const SMALL: TextStyle = { face: 'italic', size: 8, align: 'center' };
const HEAD: TextStyle = { face: 'bold', size: 11, align: 'center' };
const TITLE: TextStyle = { face: 'bold', size: 24, align: 'center' };
const TEXT: TextStyle = { face: 'regular', size: 13, align: 'center' };
const LIST: TextStyle = { face: 'regular', size: 12 };
const RUNNING: TextStyle = { face: 'italic', size: 9 };
const DATED: TextStyle = { face: 'italic', size: 12, align: 'center' };
const SIGNED: TextStyle = { face: 'bold', size: 12, align: 'center' };
const SEAL_HINT: TextStyle = { face: 'italic', size: 11, align: 'center' };
/** Room for signature and seal. */
const SIGNING_SPACE = 14 * MM;

/**
 * A register as a PDF file, piece by piece: a title page and a closing page for each volume, and between them its pages, each on a
 * sheet of its own or, where its rows are long, on several (“tiếp theo”). Rows grow and keep on one sheet. The lines come in order of
 * their numbers; whoever reads slowly makes this one wait. The same register gives the same bytes.
 */
export async function* renderRegisterPdf(book: RegisterBook, lines: AsyncIterable<RegisterLine>): AsyncGenerator<Uint8Array> {
  const sheets = new RegisterSheets({
    title: `${REGISTER_TITLE} ${book.year} – ${book.fieldName}`,
    author: book.header.agency,
    keywords: `register; ${book.template.numbering}; template ${book.template.version}`,
    createdAt: book.printedAt,
  });
  const table = new RegisterTable(sheets);
  let volume: RegisterVolume | undefined;
  let page = 0;
  for await (const line of lines) {
    if (line.volume !== volume?.volume) {
      finishVolume(sheets, book, volume, undefined);
      volume = book.volumes.find((candidate) => candidate.volume === line.volume);
      writeTitlePage(sheets, book, volume);
      page = 0;
    }
    if (line.page !== page) {
      page = line.page;
      beginSheet(sheets, table, book, line, false);
      // Thousands of pages are seconds of work: others in the process get their turn after each.
      await setImmediate();
      yield* sheets.take();
    }
    writeLine(sheets, table, book, line);
  }
  finishVolume(sheets, book, volume, book.closing());
  if (volume === undefined) {
    writeTitlePage(sheets, book, undefined);
  }
  sheets.end();
  yield* sheets.take();
}

function writeLine(sheets: RegisterSheets, table: RegisterTable, book: RegisterBook, line: RegisterLine): void {
  let row: ReturnType<RegisterTable['measure']> | undefined = table.measure(line);
  while (row !== undefined) {
    if (!table.fits(row) && !table.isEmpty) {
      beginSheet(sheets, table, book, line, true);
    }
    row = table.write(row);
  }
}

function beginSheet(sheets: RegisterSheets, table: RegisterTable, { fieldName, year }: RegisterBook, { volume, page }: RegisterLine, continues: boolean): void {
  sheets.begin();
  const half = sheets.width / 2;
  const left = `${REGISTER_TITLE} ${year} – ${fieldName}`;
  const right = `${volumeName(volume)} – Trang ${page}${continues ? ' (tiếp theo)' : ''}`;
  const end = sheets.paragraph(left, sheets.left, sheets.top, half + 40 * MM, RUNNING);
  const number = sheets.lines(right, half, RUNNING);
  sheets.write(number, sheets.left + sheets.width - (number[0]?.width ?? 0), sheets.top, half, RUNNING);
  table.begin(end + 1.5 * MM);
}

function writeTitlePage(sheets: RegisterSheets, book: RegisterBook, volume: RegisterVolume | undefined): void {
  sheets.begin();
  const { left, width, top } = sheets;
  const half = width / 2;
  sheets.paragraph(REGISTER_MARKS[book.template.numbering], left + width - 60 * MM, top, 60 * MM, SMALL);
  const y = top + 8 * MM;
  const superior = sheets.paragraph(book.header.superior.toLocaleUpperCase('vi'), left, y, half - 5 * MM, { ...HEAD, face: 'regular' });
  const agency = sheets.paragraph(book.header.agency.toLocaleUpperCase('vi'), left, superior, half - 5 * MM, HEAD);
  const nation = sheets.paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', left + half, y, half, HEAD);
  const motto = sheets.paragraph('Độc lập - Tự do - Hạnh phúc', left + half, nation, half, HEAD);
  let at = Math.max(agency, motto) + 32 * MM;
  at = sheets.paragraph(REGISTER_TITLE, left, at, width, TITLE) + 8 * MM;
  const said = volume === undefined ? [`Lĩnh vực: ${book.fieldName}`, `Năm ${book.year}`, 'Không có dòng nào'] : titleLines(book, volume);
  for (const line of said) {
    at = sheets.paragraph(line, left, at, width, TEXT) + 2 * MM;
  }
}

function finishVolume(sheets: RegisterSheets, book: RegisterBook, volume: RegisterVolume | undefined, closing: RegisterClosing | undefined): void {
  if (volume?.isWhole !== true) {
    return;
  }
  sheets.begin();
  const { left, width, top } = sheets;
  let y = sheets.paragraph(`TRANG KẾT THÚC ${volumeName(volume.volume).toLocaleUpperCase('vi')}`, left, top + 12 * MM, width, { ...HEAD, size: 14 }) + 8 * MM;
  for (const line of closingLines(book, volume, closing)) {
    y = sheets.paragraph(line, left + 12 * MM, y, width - 24 * MM, LIST) + 2.5 * MM;
  }
  writeSignature(sheets, book, closing?.closedAt, y + 6 * MM);
}

/** Date, office, room for signature and seal, name (NĐ 30/2020 Appendix I), in the right half; on a sheet of their own where this one has no room for all. */
function writeSignature(sheets: RegisterSheets, { place, printedAt, signed }: RegisterBook, closedAt: number | undefined, y: number): void {
  const [x, width] = [sheets.left + sheets.width / 2, sheets.width / 2];
  const { titles, name } = authorityOf(signed?.signatory ?? {});
  const said: readonly (readonly [text: string, style: TextStyle, gapBefore: number])[] = [
    [placeAndDate(place, signed?.signedAt ?? closedAt ?? printedAt), DATED, 0],
    ...titles.map((title): readonly [string, TextStyle, number] => [title, SIGNED, 0]),
    ['(Chữ ký, dấu của cơ quan)', SEAL_HINT, 0],
    ...(name === undefined ? [] : [[name, SIGNED, SIGNING_SPACE] as const]),
  ];
  const parts = said.map(([text, style, gapBefore]) => ({ lines: sheets.lines(text, width, style), style, gapBefore }));
  const height = parts.reduce((sum, { lines, style, gapBefore }) => sum + gapBefore + lines.length * sheets.lineHeight(style.size), 0);
  let at = y;
  if (y + height > sheets.bottom) {
    sheets.begin();
    at = sheets.top;
  }
  for (const { lines, style, gapBefore } of parts) {
    at = sheets.write(lines, x, at + gapBefore, width, style);
  }
}
