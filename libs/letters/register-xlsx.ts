import type { RegisterBook, RegisterLine } from './register-data.js';
import { closingLines, RECEIPT_AND_RETURN, REGISTER_COLUMNS, REGISTER_TITLE, volumeName } from './register-words.js';
import { authorityOf } from './signature-blocks.js';
import { columnName, serialOf, writeXlsx, type XlsxCell, type XlsxRow } from './xlsx-file.js';

/** Columns a spreadsheet has beside those of the form. */
const PLACE_COLUMNS = ['Quyển số', 'Trang'] as const;
const FIRST_SHARED = REGISTER_COLUMNS.findIndex(({ isShared }) => isShared === true);
const HEAD_ROWS = 4;
/** Millimetres of paper a character of a spreadsheet's column stands for. */
const MM_PER_CHARACTER = 1.4;
/** A moment needs so many, or a spreadsheet shows `####`. */
const MOMENT_CHARACTERS = 17;

/**
 * A register as a spreadsheet, piece by piece: the columns of the form with volume and page beside them, moments as moments, so that
 * they sort and filter. The lines come in order of their numbers. The same register gives the same bytes.
 */
export function renderRegisterXlsx(book: RegisterBook, lines: AsyncIterable<RegisterLine>): AsyncGenerator<Uint8Array> {
  const last = columnName(REGISTER_COLUMNS.length + PLACE_COLUMNS.length - 1);
  const sheet = {
    name: `Sổ theo dõi ${book.year}`,
    widths: [...REGISTER_COLUMNS.map(({ width, isShared }) => Math.max(Math.round(width / MM_PER_CHARACTER), isShared === true ? MOMENT_CHARACTERS : 0)), 12, 8],
    frozenRows: HEAD_ROWS,
    merged: [
      `A1:${last}1`,
      `A2:${last}2`,
      ...REGISTER_COLUMNS.flatMap(({ isShared }, index) => (isShared === true ? [] : [`${columnName(index)}3:${columnName(index)}4`])),
      `${columnName(FIRST_SHARED)}3:${columnName(REGISTER_COLUMNS.length - 1)}3`,
      ...PLACE_COLUMNS.map((_, index) => `${columnName(REGISTER_COLUMNS.length + index)}3:${columnName(REGISTER_COLUMNS.length + index)}4`),
    ],
  };
  return writeXlsx(sheet, rowsOf(book, lines));
}

async function* rowsOf(book: RegisterBook, lines: AsyncIterable<RegisterLine>): AsyncGenerator<XlsxRow> {
  yield { cells: [{ text: REGISTER_TITLE }], style: 'title' };
  const number = book.signed === undefined ? '' : ` – Số: ${book.signed.documentNumber}`;
  yield { cells: [{ text: `${book.header.agency} – Lĩnh vực: ${book.fieldName} – Năm ${book.year}${number}` }], style: 'title' };
  const heads = REGISTER_COLUMNS.map(({ head }, index): XlsxCell => (index < FIRST_SHARED ? { text: head } : index === FIRST_SHARED ? { text: RECEIPT_AND_RETURN } : undefined));
  yield { cells: [...heads, ...PLACE_COLUMNS.map((text) => ({ text }))], style: 'head' };
  yield { cells: [...REGISTER_COLUMNS.map(({ head }, index): XlsxCell => (index < FIRST_SHARED ? undefined : { text: head })), ...PLACE_COLUMNS.map(() => undefined)], style: 'head' };
  for await (const line of lines) {
    yield { cells: cellsOf(line), style: 'wrapped' };
  }
  const closing = book.closing();
  for (const volume of book.volumes.filter(({ isWhole }) => isWhole)) {
    for (const text of closingLines(book, volume, closing)) {
      yield { cells: [{ text }], style: 'plain' };
    }
  }
  if (book.signed !== undefined) {
    const { titles, name } = authorityOf(book.signed.signatory);
    yield { cells: [{ text: [...titles, ...(name === undefined ? [] : [name])].join(' – ') }], style: 'plain' };
  }
}

function cellsOf(line: RegisterLine): readonly XlsxCell[] {
  const { number, receivedAt, appointments, returnedAt, note, volume, page } = line;
  const texts = REGISTER_COLUMNS.map(({ textOf }): XlsxCell => {
    const text = textOf(line).join('; ');
    return text === '' ? undefined : { text };
  });
  const [code, procedure, applicant, contact, agency] = texts.slice(1, FIRST_SHARED);
  const [, appointed, returned, delivery, signature] = texts.slice(FIRST_SHARED);
  return [
    { number },
    code,
    procedure,
    applicant,
    contact,
    agency,
    { moment: serialOf(receivedAt) },
    appointments.length === 1 ? { moment: serialOf(appointments[0] ?? 0) } : appointed,
    returnedAt !== undefined && note === undefined ? { moment: serialOf(returnedAt) } : returned,
    delivery,
    signature,
    { text: volumeName(volume) },
    { number: page },
  ];
}
