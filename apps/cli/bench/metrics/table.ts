import type { Measured, Proved } from './report.js';
import type { Spread } from './spread.js';

const WIDTH = 46;

/** What was measured as tables of text. */
export function metricsTable(report: Measured): string {
  const { loaded, questions, panels, lists, writeCost } = report;
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  return `${[
    `${report.machine}; ${report.versions}`,
    `${count(loaded.dossiers)} dossiers loaded in ${count(loaded.loadSeconds)} s (${count(loaded.dossiers / loaded.loadSeconds)}/s), indexed in ${count(loaded.indexSeconds)} s, folded in ${count(loaded.foldSeconds)} s into ${count(report.cells)} cells; database ${(report.databaseBytes / 1e9).toFixed(1)} GB`,
    '',
    `${'question'.padEnd(WIDTH)}   p50 ms   p95 ms   GROUP BY by index p50 ms    ratio   GROUP BY of the table p50 ms    ratio`,
    ...questions.map(({ cells, plain, scan }) => `${line(cells)}   ${beside(plain, cells, 24)}   ${beside(scan, cells, 28)}`),
    '',
    `${'part of a manager’s screen'.padEnd(WIDTH)}   p50 ms   p95 ms`,
    ...panels.map(line),
    '',
    `${'list, as whoever sees its rows alone'.padEnd(WIDTH)}   p50 ms   p95 ms      as the application p50 ms      ratio of p50`,
    ...lists.map(({ reader, application }) => `${line(reader)}   ${application.p50.toFixed(1).padStart(25)}   ${(reader.p50 / application.p50).toFixed(2).padStart(15)}`),
    '',
    `figures of a transition: ${count(writeCost.walOfDeltas)} of ${count(writeCost.walOfTransition)} bytes of write-ahead log (${percent(writeCost.walOfDeltas, writeCost.walOfTransition)}), ${writeCost.msOfDeltas.toFixed(2)} of ${writeCost.msOfTransition.toFixed(2)} ms (${percent(writeCost.msOfDeltas, writeCost.msOfTransition)})`,
  ].join('\n')}\n`;
}

/** What is not as promised, a line each; one line where all is. */
export function verdictLines(missed: readonly string[]): string {
  return `${missed.length === 0 ? 'every promise of time and cost is kept' : missed.map((one) => `NOT as promised: ${one}`).join('\n')}\n`;
}

/** Whether it is right, as the last line of them. */
export function proofLine({ recount, brokenBalances }: Proved): string {
  return `recount of ${count(recount.events)} events in ${count(recount.seconds)} s (${count(recount.events / recount.seconds)}/s): ${String(recount.differences)} differences; ${String(brokenBalances)} agencies out of balance\n`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function line({ name, p50, p95 }: Spread): string {
  return `${name.padEnd(WIDTH)} ${p50.toFixed(1).padStart(8)} ${p95.toFixed(1).padStart(8)}`;
}

/** How long the plain way took, and how many times as long as by cells. */
function beside(plain: Spread, cells: Spread, width: number): string {
  return `${plain.p50.toFixed(1).padStart(width)}   ${`${(plain.p50 / cells.p50).toFixed(0)} ×`.padStart(6)}`;
}
