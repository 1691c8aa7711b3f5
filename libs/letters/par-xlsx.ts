import type { ParReport, ParTableLine } from './par-data.js';
import { gapOf, PAR_COLUMNS, PAR_TITLES } from './par-words.js';
import { columnName, writeXlsx, type XlsxCell, type XlsxRow } from './xlsx-file.js';

const HEAD_ROWS = 3;
/** Characters a spreadsheet's columns have together. */
const CHARACTERS = 150;

/** The score table as a spreadsheet: points as numbers, so that they sum. The same report gives the same bytes. */
export function renderParXlsx(report: ParReport): AsyncGenerator<Uint8Array> {
  const last = columnName(PAR_COLUMNS.length - 1);
  const shares = PAR_COLUMNS.reduce((sum, { share }) => sum + share, 0);
  const sheet = {
    name: `PAR INDEX ${String(report.year)}`,
    widths: PAR_COLUMNS.map(({ share }) => Math.round((share * CHARACTERS) / shares)),
    frozenRows: HEAD_ROWS,
    merged: [`A1:${last}1`, `A2:${last}2`],
  };
  return writeXlsx(sheet, rowsOf(report));
}

async function* rowsOf(report: ParReport): AsyncGenerator<XlsxRow> {
  yield { cells: [{ text: PAR_TITLES.table(report.year).join(' – ') }], style: 'title' };
  yield { cells: [{ text: `${report.header.agency} – ${report.catalogueName}` }], style: 'title' };
  yield { cells: PAR_COLUMNS.map(({ head }) => ({ text: head })), style: 'head' };
  for (const line of report.lines) {
    yield { cells: cellsOf(line), style: line.kind === 'area' ? 'head' : 'wrapped' };
  }
  yield { cells: [undefined, { text: 'Tổng cộng' }, { number: report.knownMaximum }, undefined, { number: report.total }, undefined, undefined, undefined], style: 'head' };
}

function cellsOf(line: ParTableLine): readonly XlsxCell[] {
  const { maximum, target, score } = line;
  const numbers: readonly (number | undefined)[] = [undefined, undefined, maximum, target, score, target === undefined || score === undefined ? undefined : gapOf(target, score)];
  return PAR_COLUMNS.map(({ textOf }, index): XlsxCell => {
    const [number, text] = [numbers[index], textOf(line)];
    return number === undefined ? (text === '' ? undefined : { text }) : { number };
  });
}
