import type { ParReport, ParTableLine } from './par-data.js';
import { gapOf, PAR_COLUMNS, PAR_TITLES } from './par-words.js';
import { type WorkbookCell, type WorkbookRow, writeWorkbook } from './workbook.js';

const HEAD_ROWS = 3;
/** Characters a spreadsheet's columns have together. */
const CHARACTERS = 150;
/** An empty cell in its frame. */
const NOTHING: WorkbookCell = { value: undefined };

/** The score table as a spreadsheet: points as numbers, so that they sum. The same report gives the same bytes. */
export async function renderParXlsx(report: ParReport): Promise<Uint8Array> {
  const shares = PAR_COLUMNS.reduce((sum, { share }) => sum + share, 0);
  return writeWorkbook([
    {
      name: `PAR INDEX ${String(report.year)}`,
      widths: PAR_COLUMNS.map(({ share }) => Math.round((share * CHARACTERS) / shares)),
      frozenRows: HEAD_ROWS,
      rows: rowsOf(report),
    },
  ]);
}

function rowsOf(report: ParReport): readonly WorkbookRow[] {
  const title = (text: string): WorkbookRow => ({ cells: [{ value: { text }, columns: PAR_COLUMNS.length }, ...PAR_COLUMNS.slice(1).map(() => undefined)], style: 'title' });
  return [
    title(PAR_TITLES.table(report.year).join(' – ')),
    title(`${report.header.agency} – ${report.catalogueName}`),
    { cells: PAR_COLUMNS.map(({ head }) => ({ value: { text: head } })), style: 'head' },
    ...report.lines.map((line): WorkbookRow => ({ cells: cellsOf(line), style: line.kind === 'area' ? 'head' : 'line' })),
    { cells: [NOTHING, { value: { text: 'Tổng cộng' } }, { value: { number: report.knownMaximum } }, NOTHING, { value: { number: report.total } }, NOTHING, NOTHING, NOTHING], style: 'head' },
  ];
}

function cellsOf(line: ParTableLine): readonly WorkbookCell[] {
  const { maximum, target, score } = line;
  const numbers: readonly (number | undefined)[] = [undefined, undefined, maximum, target, score, target === undefined || score === undefined ? undefined : gapOf(target, score)];
  return PAR_COLUMNS.map(({ textOf }, index) => {
    const [number, text] = [numbers[index], textOf(line)];
    return number === undefined ? (text === '' ? NOTHING : { value: { text } }) : { value: { number } };
  });
}
