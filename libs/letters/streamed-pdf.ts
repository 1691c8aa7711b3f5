import { setImmediate } from 'node:timers/promises';
import type { ReportCell } from './report-data.js';
import { RegisterSheets, type TextStyle } from './register-sheets.js';
import { shortMoment } from './register-words.js';
import { ReportTableSheets } from './report-table-sheets.js';
import { MM } from './sheet.js';
import type { StreamedCell, StreamedTable } from './streamed-table.js';

const RUNNING: TextStyle = { face: 'italic', size: 9 };
const TITLE: TextStyle = { face: 'bold', size: 13, align: 'center' };
const BELOW_TITLE: TextStyle = { face: 'regular', size: 10, align: 'center' };

/** Properties of the file of a list, and the only instant in it. */
export interface StreamedPdf {
  readonly author: string;
  readonly createdAt: number;
}

/**
 * A list as a PDF, at the pace of its reader: A4 across, fonts embedded, its title on the first sheet, its heads and the number of the sheet
 * on each. A finished sheet is handed out and forgotten, so that a list of any length needs the memory of one. The same list gives the same bytes.
 */
export async function* streamTablePdf({ name, title, columns }: StreamedTable, rows: AsyncIterable<readonly StreamedCell[]>, { author, createdAt }: StreamedPdf): AsyncGenerator<Uint8Array> {
  const sheets = new RegisterSheets({ title: title.join(' '), author, keywords: `list; ${name}`, createdAt });
  let sheet = 0;
  const writeRunning = (): number => {
    sheet += 1;
    const number = sheets.lines(`Trang ${String(sheet)}`, sheets.width, RUNNING);
    sheets.write(number, sheets.left + sheets.width - (number[0]?.width ?? 0), sheets.top, sheets.width, RUNNING);
    return sheets.paragraph(name, sheets.left, sheets.top, sheets.width / 2, RUNNING) + 1.5 * MM;
  };
  const table = new ReportTableSheets(sheets, columns.map(({ head, width }) => ({ heads: [head], width })), writeRunning);
  sheets.begin();
  table.begin(title.reduce((y, text, index) => sheets.paragraph(text, sheets.left, y, sheets.width, index === 0 ? TITLE : BELOW_TITLE), writeRunning()) + 3 * MM);
  for await (const cells of rows) {
    if (table.add({ kind: 'line', cells: cells.map(printed) }) > 0) {
      // Thousands of sheets are seconds of work: others in the process get their turn after each.
      await setImmediate();
      yield* sheets.take();
    }
  }
  sheets.end();
  yield* sheets.take();
}

function printed(cell: StreamedCell): ReportCell {
  return typeof cell === 'object' ? shortMoment(cell.moment) : cell;
}
