import type { Stream } from 'node:stream';
import { unzipSync } from 'fflate';
import writeXlsxFile, { type Cell, type CellObject, type Feature, type Sheet } from 'write-excel-file/node';
import { isForPractice, PRACTICE_MARK } from './practice-mark.js';
import { ZipWriter } from './zip-file.js';

/** What a cell of a workbook holds: a text, a number with the format it is shown in, or nothing. */
export type WorkbookValue = { readonly text: string } | { readonly number: number; readonly format?: NumberFormat } | undefined;

/** How numbers are shown: counts with thousands apart, shares of one as percentages with two decimals, everything else as it is. */
export type NumberFormat = 'count' | 'percent';

/** A cell with the cells it goes over: to the right and down, itself included. Each of the covered ones stands in its row as `undefined`. */
export interface WorkbookCell {
  readonly value: WorkbookValue;
  readonly columns?: number;
  readonly rows?: number;
}

/** One row of cells in one style. */
export interface WorkbookRow {
  readonly cells: readonly (WorkbookCell | undefined)[];
  readonly style: keyof typeof STYLES;
}

/** A sheet: A4 across, as wide as its columns, its head on each page. */
export interface WorkbookSheet {
  readonly name: string;
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** Rows that stay in view and are printed on each page, from the first. */
  readonly frozenRows: number;
  readonly rows: readonly WorkbookRow[];
}

/** What pictures would come as; there are none. */
type Content = Stream | Buffer | Blob;

const FORMATS: Record<NumberFormat, string> = { count: '#,##0', percent: '0.00%' };
const FRAMED = { borderStyle: 'thin', wrap: true } as const;
const STYLES = {
  plain: {},
  italic: { fontStyle: 'italic' },
  title: { fontWeight: 'bold', fontSize: 14, align: 'center' },
  centred: { align: 'center' },
  head: { ...FRAMED, fontWeight: 'bold', align: 'center', alignVertical: 'center' },
  line: { ...FRAMED, alignVertical: 'top' },
  total: { ...FRAMED, fontWeight: 'bold', alignVertical: 'top' },
} as const satisfies Record<string, Partial<CellObject>>;
const FONT = { fontFamily: 'Times New Roman', fontSize: 10 } as const;
/** What no sheet's name may hold, and the most characters of one. */
const NOT_IN_NAMES = /[[\]:*?/\\]/gu;
const LONGEST_NAME = 31;

/**
 * A workbook of a few sheets, held in memory as a whole: for documents, not for lists without an end, which `writeXlsx` streams.
 * Characters XML cannot hold are left out; a text is a text whatever it begins with. The same sheets give the same bytes.
 */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const printed = isForPractice() ? sheets.map(markedSheet) : sheets;
  const names = printed.map(({ name }) => sheetName(name));
  const written = printed.map(({ rows, widths, frozenRows }, index): Sheet<Content> => ({
    sheet: names[index] ?? '',
    data: rows.map(({ cells, style }) => cells.map((cell) => cellOf(cell, style))),
    columns: widths.map((width) => ({ width })),
    orientation: 'landscape',
    ...(frozenRows === 0 ? {} : { stickyRowsCount: frozenRows }),
  }));
  const file = await writeXlsxFile(written, { ...FONT, features: [printedWithHead(printed, names)] }).toBuffer();
  return repacked(file);
}

/** A sheet that says in its first row that it is practice. */
function markedSheet(sheet: WorkbookSheet): WorkbookSheet {
  const mark = { cells: [{ value: { text: PRACTICE_MARK }, columns: sheet.widths.length }, ...sheet.widths.slice(1).map(() => undefined)], style: 'title' } as const;
  return { ...sheet, frozenRows: sheet.frozenRows + 1, rows: [mark, ...sheet.rows] };
}

/** A name a sheet may have. */
export function sheetName(text: string): string {
  return text.replace(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME).trim();
}

function cellOf(cell: WorkbookCell | undefined, style: keyof typeof STYLES): Cell {
  if (cell === undefined) {
    return undefined;
  }
  const look = STYLES[style];
  const { value, columns = 1, rows = 1 } = cell;
  const spans = { ...(columns > 1 ? { columnSpan: columns } : {}), ...(rows > 1 ? { rowSpan: rows } : {}) };
  if (value === undefined) {
    return { ...look, ...spans };
  }
  return 'text' in value
    ? { ...look, ...spans, type: String, value: value.text }
    : { ...look, ...spans, type: Number, value: value.number, ...(value.format === undefined ? {} : { format: FORMATS[value.format] }) };
}

/** What the library does not know of: the head printed on each page, and the sheet fitted to the width of the paper. */
function printedWithHead(sheets: readonly WorkbookSheet[], names: readonly string[]): Feature<Content> {
  const titles = sheets.flatMap(({ frozenRows }, index) =>
    frozenRows === 0 ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${String(index)}">${escaped(`'${(names[index] ?? '').replaceAll(`'`, `''`)}'`)}!$1:$${String(frozenRows)}</definedName>`],
  );
  return {
    files: {
      transform: {
        'xl/workbook.xml': { transform: (xml) => (titles.length === 0 ? xml : replaced(xml, /<definedNames\/>/u, () => `<definedNames>${titles.join('')}</definedNames>`)) },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) => replaced(xml, /<worksheet[^>]*>/u, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`),
          transformElementAttributes: (tag, attributes) => (tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes),
        },
      },
    },
  };
}

/** @throws Error when the library writes its parts in another way than the one this was written for */
function replaced(xml: string, mark: RegExp, by: (found: string) => string): string {
  if (!mark.test(xml)) {
    throw new Error(`The library writes no ${mark.source}: compare its release with what printedWithHead expects`);
  }
  return xml.replace(mark, by);
}

function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/** The library dates the parts of its archive by the clock; packed again without one, the same sheets are the same file. */
function repacked(file: Uint8Array): Uint8Array {
  const zip = new ZipWriter();
  for (const [path, content] of Object.entries(unzipSync(file))) {
    zip.open(path).push(content, true);
  }
  return new Uint8Array(Buffer.concat(zip.end()));
}
