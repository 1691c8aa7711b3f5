import { placeAndDate } from './form-dates.js';
import type { ReportDocument, ReportTable } from './report-data.js';
import { RegisterSheets, type TextStyle } from './register-sheets.js';
import { ReportTableSheets } from './report-table-sheets.js';
import { MM } from './sheet.js';

const SMALL: TextStyle = { face: 'italic', size: 8, align: 'center' };
const BODY: TextStyle = { face: 'regular', size: 10, align: 'center' };
const BOLD: TextStyle = { face: 'bold', size: 10, align: 'center' };
const TITLE: TextStyle = { face: 'bold', size: 13, align: 'center' };
const CAPTION: TextStyle = { face: 'bold', size: 11 };
const NOTE: TextStyle = { face: 'italic', size: 8.5 };
/** Room that must be left below a caption for the head of its table and a row. */
const LEAST_TABLE = 45 * MM;

/** A report as a PDF on A4 across, fonts embedded, heads of tables on each sheet. The same report gives the same bytes. */
export function renderReportPdf(report: ReportDocument): Uint8Array {
  const sheets = new RegisterSheets({ title: report.title.join(' '), author: report.header.agency, keywords: `report; ${report.lines[0] ?? ''}`, createdAt: report.madeAt });
  sheets.begin();
  let y = writeHead(sheets, report);
  for (const table of report.tables) {
    y = writeTable(sheets, table, report.tables.length > 1, y);
  }
  y += 2 * MM;
  for (const note of report.notes) {
    const lines = sheets.lines(`- ${note}`, sheets.width, NOTE);
    if (y + lines.length * sheets.lineHeight(NOTE.size) > sheets.bottom) {
      sheets.begin();
      y = sheets.top;
    }
    y = sheets.write(lines, sheets.left, y, sheets.width, NOTE);
  }
  sheets.end();
  return new Uint8Array(Buffer.concat([...sheets.take()]));
}

function writeHead(sheets: RegisterSheets, { header, mark, place, madeAt, title, lines }: ReportDocument): number {
  const { left, width, top } = sheets;
  const half = width / 2;
  const begun = mark === undefined ? top : sheets.paragraph(mark, left + width - 70 * MM, top, 70 * MM, SMALL) + 1 * MM;
  const superior = sheets.paragraph(header.superior.toLocaleUpperCase('vi'), left, begun, half - 5 * MM, BODY);
  const agency = sheets.paragraph(header.agency.toLocaleUpperCase('vi'), left, superior, half - 5 * MM, BOLD);
  const nation = sheets.paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', left + half, begun, half, BOLD);
  const motto = sheets.paragraph('Độc lập - Tự do - Hạnh phúc', left + half, nation, half, BOLD);
  const dated = sheets.paragraph(placeAndDate(place, madeAt), left + half, motto, half, { ...BODY, face: 'italic' });
  let y = Math.max(agency, dated) + 4 * MM;
  for (const line of title) {
    y = sheets.paragraph(line, left, y, width, TITLE);
  }
  for (const line of lines) {
    y = sheets.paragraph(line, left, y, width, BODY);
  }
  return y + 3 * MM;
}

function writeTable(sheets: RegisterSheets, table: ReportTable, isNamed: boolean, from: number): number {
  let y = from;
  if (y + LEAST_TABLE > sheets.bottom) {
    sheets.begin();
    y = sheets.top;
  }
  const written = new ReportTableSheets(sheets, table.columns);
  written.begin(isNamed ? sheets.paragraph(table.caption, sheets.left, y + 2 * MM, sheets.width, CAPTION) + 1 * MM : y);
  for (const row of table.rows) {
    written.add(row);
  }
  return written.end;
}
