import { strToU8 } from 'fflate';
import { addCalendarDays, instant, localDateOf, startOfDay } from '#domain';
import { isForPractice, PRACTICE_MARK } from './practice-mark.js';
import { ZipWriter } from './zip-file.js';

/** Media type of a workbook. */
export const XLSX_MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A cell: a text, a number, or a moment as a spreadsheet counts it (days since 1899-12-30, with a fraction). */
export type XlsxCell = { readonly text: string } | { readonly number: number } | { readonly moment: number } | undefined;

/** How the cells of a row look: a place in the list of styles of the file. */
export const XLSX_STYLES = { plain: 0, wrapped: 1, moment: 2, head: 3, title: 4 } as const;

/** What does not change from row to row. */
export interface XlsxSheet {
  readonly name: string;
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** Rows that stay in view and are printed on each page, from the first. */
  readonly frozenRows: number;
  /** Ranges of joined cells, such as `A1:B2`. */
  readonly merged: readonly string[];
}

/** One row of cells in one style; moments take theirs. */
export interface XlsxRow {
  readonly cells: readonly XlsxCell[];
  readonly style: keyof typeof XLSX_STYLES;
}

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Days from a spreadsheet's 1899-12-30 to 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;
/** Rows are handed to the compressor in pieces of about this many characters. */
const PIECE = 64 * 1024;
const SPECIAL: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A workbook of one sheet (ECMA-376), piece by piece: rows are compressed as they come and never gathered. A4 across, the
 * frozen rows printed on each page. Characters XML cannot hold are left out. For lists without an end; documents are written by
 * `writeWorkbook`, whose library takes all rows at once.
 */
export async function* writeXlsx(given: XlsxSheet, rows: AsyncIterable<XlsxRow>): AsyncGenerator<Uint8Array> {
  const sheet = isForPractice() ? markedSheet(given) : given;
  const zip = new ZipWriter();
  for (const [path, text] of partsOf(sheet)) {
    zip.open(path).push(strToU8(HEADER + text), true);
  }
  const lines = zip.open('xl/worksheets/sheet1.xml');
  let text = HEADER + sheetHead(sheet);
  let number = 0;
  for await (const row of isForPractice() ? markedRows(rows) : rows) {
    number += 1;
    text += rowText(row, number);
    if (text.length >= PIECE) {
      lines.push(strToU8(text));
      text = '';
      yield* zip.take();
    }
  }
  lines.push(strToU8(text + sheetFoot(sheet)), true);
  yield* zip.end();
}

/** A sheet whose first row says that it is practice: everything else is a row lower. */
function markedSheet({ merged, frozenRows, widths, ...sheet }: XlsxSheet): XlsxSheet {
  const lower = merged.map((range) => range.replace(/\d+/gu, (row) => String(Number(row) + 1)));
  return { ...sheet, widths, frozenRows: frozenRows + 1, merged: [`A1:${columnName(widths.length - 1)}1`, ...lower] };
}

async function* markedRows(rows: AsyncIterable<XlsxRow>): AsyncGenerator<XlsxRow> {
  yield { cells: [{ text: PRACTICE_MARK }], style: 'title' };
  yield* rows;
}

function partsOf({ name, frozenRows }: XlsxSheet): readonly (readonly [path: string, text: string])[] {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/></Types>`,
    ],
    ['_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${escaped(name)}'!$1:$${frozenRows}</definedName></definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesText()],
  ];
}

/** Styles in the order of `XLSX_STYLES`. */
function stylesText(): string {
  const font = (bold: string, size: number): string => `<font>${bold}<sz val="${size}"/><name val="Times New Roman"/><family val="1"/></font>`;
  const side = ['left', 'right', 'top', 'bottom'].map((edge) => `<${edge} style="thin"><color auto="1"/></${edge}>`).join('');
  const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
  const xf = (format: number, fontId: number, border: number, alignment: string): string =>
    `<xf numFmtId="${format}" fontId="${fontId}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;
  const top = '<alignment vertical="top" wrapText="1"/>';
  return `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="hh:mm\\ dd/mm/yyyy"/></numFmts><fonts count="3">${font('', 10)}${font('<b/>', 10)}${font('<b/>', 14)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${xf(0, 0, 0, '')}${xf(0, 0, 1, top)}${xf(164, 0, 1, top)}${xf(0, 1, 1, centred)}${xf(0, 2, 0, '<alignment horizontal="center"/>')}</cellXfs></styleSheet>`;
}

function sheetHead({ widths, frozenRows }: XlsxSheet): string {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>`;
}

function sheetFoot({ merged }: XlsxSheet): string {
  const cells = merged.map((range) => `<mergeCell ref="${range}"/>`).join('');
  return `</sheetData><mergeCells count="${merged.length}">${cells}</mergeCells><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

function rowText({ cells, style }: XlsxRow, number: number): string {
  return `<row r="${number}">${cells.map((cell, column) => cellText(cell, `${columnName(column)}${number}`, style)).join('')}</row>`;
}

function cellText(cell: XlsxCell, address: string, style: keyof typeof XLSX_STYLES): string {
  if (cell === undefined) {
    return `<c r="${address}" s="${XLSX_STYLES[style]}"/>`;
  }
  if ('text' in cell) {
    return `<c r="${address}" s="${XLSX_STYLES[style]}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
  }
  return 'number' in cell ? `<c r="${address}" s="${XLSX_STYLES[style]}"><v>${cell.number}</v></c>` : `<c r="${address}" s="${XLSX_STYLES.moment}"><v>${cell.moment}</v></c>`;
}

/** A moment as a spreadsheet counts it, at +07:00. */
export function serialOf(ms: number): number {
  const at = instant(ms);
  const day = localDateOf(at);
  const begun = startOfDay(day);
  return day + SPREADSHEET_EPOCH + (at - begun) / (startOfDay(addCalendarDays(day, 1)) - begun);
}

/** Letter of a column from 0; tables have fewer than 26. */
export function columnName(column: number): string {
  return String.fromCharCode(65 + column);
}

function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- what XML 1.0 cannot hold
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').replace(/[&<>"]/gu, (character) => SPECIAL[character] ?? character);
}
