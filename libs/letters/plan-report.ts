import { Document, Packer, PageOrientation, Table, TableCell, TableRow, WidthType } from 'docx';
import { practiceHeaders } from './docx-blocks.js';
import { docxParagraph, docxStyles, twips } from './docx-prose.js';
import { MARGINS, SIZES } from './sheet.js';
import { type WorkbookRow, writeWorkbook } from './workbook.js';

/** The report of a plan as it is printed: every text is ready to be shown. */
export interface PlanReportTable {
  /** Lines above the table, the first the largest. */
  readonly title: readonly string[];
  /** Heads of the columns with the share of the width each has; the shares add up to 1. */
  readonly columns: readonly { readonly head: string; readonly share: number }[];
  /** A heading of the plan, or the cells of a task. */
  readonly rows: readonly ({ readonly heading: string } | { readonly cells: readonly string[] })[];
  /** What stands below the table. */
  readonly foot: readonly string[];
}

const SIZE = 10;
const TITLE_SIZE = 13;
/** Characters the columns of the sheet have together. */
const CHARACTERS = 160;
const NAME = 'Báo cáo';

/** The report as a spreadsheet, A4 across, its head on each page. */
export async function renderPlanReportXlsx({ title, columns, rows, foot }: PlanReportTable): Promise<Uint8Array> {
  const across = (text: string, style: 'title' | 'head'): WorkbookRow => ({ cells: [{ value: { text }, columns: columns.length }, ...columns.slice(1).map(() => undefined)], style });
  const texts = (cells: readonly string[]): WorkbookRow['cells'] => cells.map((text) => ({ value: { text } }));
  return writeWorkbook([
    {
      name: NAME,
      widths: columns.map(({ share }) => Math.round(share * CHARACTERS)),
      frozenRows: title.length + 1,
      rows: [
        ...title.map((text) => across(text, 'title')),
        { cells: texts(columns.map(({ head }) => head)), style: 'head' },
        ...rows.map((row): WorkbookRow => ('heading' in row ? across(row.heading, 'head') : { cells: texts(row.cells), style: 'line' })),
        ...foot.map((text): WorkbookRow => ({ cells: texts([text]), style: 'plain' })),
      ],
    },
  ]);
}

/** The report as a document for a word processor, A4 across, its head on each page. */
export async function renderPlanReportDocx({ title, columns, rows, foot }: PlanReportTable): Promise<Uint8Array> {
  const [height, width] = SIZES.A4;
  const { left, right, top, bottom } = MARGINS.A4;
  const widths = columns.map(({ share }) => twips((width - left - right) * share));
  const head = new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((column, index) => cell(column.head, widths[index] ?? 0, true)) });
  const body = rows.map((row) => {
    if ('heading' in row) {
      return new TableRow({ children: [cell(row.heading, widths.reduce((sum, each) => sum + each, 0), true, columns.length)] });
    }
    return new TableRow({ children: row.cells.map((text, index) => cell(text, widths[index] ?? 0, false)) });
  });
  const document = new Document({
    title: title.join(' '),
    styles: docxStyles(SIZE),
    sections: [
      {
        properties: { page: { size: { width: twips(height), height: twips(width), orientation: PageOrientation.LANDSCAPE }, margin: { left: twips(left), right: twips(right), top: twips(top), bottom: twips(bottom) } } },
        ...practiceHeaders(),
        children: [
          ...title.map((text, index) => docxParagraph([{ text, face: 'bold' }], { size: index === 0 ? TITLE_SIZE : SIZE, align: 'center' })),
          docxParagraph([], { size: SIZE }),
          new Table({ width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA }, columnWidths: widths, rows: [head, ...body] }),
          ...foot.map((text) => docxParagraph([{ text, face: 'regular' }], { size: SIZE })),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function cell(text: string, width: number, isHead: boolean, columnSpan = 1): TableCell {
  const children = text.split('\n').map((line) => docxParagraph([{ text: line, face: isHead ? 'bold' : 'regular' }], { size: SIZE, align: isHead && columnSpan === 1 ? 'center' : 'left' }));
  return new TableCell({ columnSpan, width: { size: width, type: WidthType.DXA }, margins: { left: 60, right: 60 }, children });
}
