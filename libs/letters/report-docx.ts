import { Document, Packer, PageOrientation, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import { docxLetterhead, practiceHeaders } from './docx-blocks.js';
import { docxParagraph, docxStyles, twips } from './docx-prose.js';
import { placeAndDate } from './form-dates.js';
import type { ReportDocument, ReportTable } from './report-data.js';
import { headCells, headRows, isNumbered } from './report-heads.js';
import { printedCell } from './report-text.js';
import { MARGINS, SIZES } from './sheet.js';

const TEXT_SIZE = 11;
const TABLE_SIZE = 9;

/** A report as a document for a word processor on A4 across, heads of tables on each page. */
export async function renderReportDocx(report: ReportDocument): Promise<Uint8Array> {
  const [shorter, longer] = SIZES.A4;
  const { left, right, top, bottom } = MARGINS.A4;
  const width = longer - left - right;
  const head = { header: report.header, mark: report.mark, numberLine: undefined, placeAndDate: placeAndDate(report.place, report.madeAt), title: report.title, dossierCode: undefined };
  const document = new Document({
    title: report.title.join(' '),
    creator: report.header.agency,
    styles: docxStyles(TEXT_SIZE),
    sections: [
      {
        properties: { page: { size: { width: twips(shorter), height: twips(longer), orientation: PageOrientation.LANDSCAPE }, margin: { left: twips(left), right: twips(right), top: twips(top), bottom: twips(bottom) } } },
        ...practiceHeaders(),
        children: [
          ...(await docxLetterhead(head, width)),
          ...report.lines.map((text) => docxParagraph([{ text, face: 'regular' }], { size: TEXT_SIZE, align: 'center' })),
          ...report.tables.flatMap((table) => [caption(table, report.tables.length), tableOf(table, width)]),
          ...report.notes.map((text) => docxParagraph([{ text: `- ${text}`, face: 'italic' }], { size: TABLE_SIZE, align: 'justify' })),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function caption(table: ReportTable, tables: number): Paragraph {
  return docxParagraph(tables === 1 ? [] : [{ text: table.caption, face: 'bold' }], { size: TEXT_SIZE, above: 1 }, 4);
}

function tableOf({ columns, rows }: ReportTable, width: number): Table {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => Math.floor((twips(width) * column.width) / whole));
  const cell = (text: string, face: 'regular' | 'bold', align: 'left' | 'center', spans: { readonly columnSpan?: number; readonly rowSpan?: number } = {}): TableCell =>
    new TableCell({ ...spans, margins: { left: 50, right: 50 }, children: text.split('\n').map((line) => docxParagraph([{ text: line, face }], { size: TABLE_SIZE, align })) });
  const heads = headCells(columns);
  const headLines = Array.from({ length: headRows(columns) }, (_, row) =>
    new TableRow({ tableHeader: true, cantSplit: true, children: heads.filter((head) => head.row === row).map(({ text, rows: down, columns: over }) => cell(text, 'bold', 'center', { columnSpan: over, rowSpan: down })) }),
  );
  const numbers = isNumbered(columns) ? [new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ number = '' }) => cell(number, 'regular', 'center')) })] : [];
  const body = rows.map(({ kind, cells }) => {
    const face = kind === 'line' ? 'regular' : 'bold';
    const children = kind === 'group' ? [cell(printedCell(cells[0]), face, 'left', { columnSpan: columns.length })] : cells.map((each) => cell(printedCell(each), face, typeof each === 'string' ? 'left' : 'center'));
    return new TableRow({ cantSplit: true, children });
  });
  return new Table({ width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA }, columnWidths: widths, rows: [...headLines, ...numbers, ...body] });
}
