import type { ReportCell } from './report-data.js';

/** A cell as it is printed: `1.250`, `1,67 %`, or its text. */
export function printedCell(cell: ReportCell): string {
  switch (typeof cell) {
    case 'undefined':
      return '';
    case 'string':
      return cell;
    case 'number':
      return String(cell).replace(/\B(?=(\d{3})+$)/gu, '.');
    default:
      return `${cell.percent.replace('.', ',')} %`;
  }
}
