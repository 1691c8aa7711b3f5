import type { Measured } from './report.js';

/** What is promised of a nation's history, in milliseconds and shares. */
const FIGURE_P95_MS = 20;
const LIST_P95_MS = 50;
const WRITE_SHARE = 0.2;
/** How many times faster than counting dossiers a figure is, and from how many dossiers on: of few, counting takes nothing. */
const TIMES = 500;
const TIMES_FROM = 10_000_000;

/** What was measured and is not what is promised, each with both numbers; nothing where all of it is kept. */
export function missedOf({ loaded, questions, panels, lists, writeCost }: Pick<Measured, 'loaded' | 'questions' | 'panels' | 'lists' | 'writeCost'>): readonly string[] {
  const slow = (name: string, p95: number, limit: number): string[] => (p95 > limit ? [`${name}: p95 ${p95.toFixed(1)} ms, promised ${String(limit)}`] : []);
  const costly = (what: string, part: number, whole: number): string[] => (part > whole * WRITE_SHARE ? [`figures take ${((100 * part) / whole).toFixed(1)} % of a transition's ${what}, promised ${String(100 * WRITE_SHARE)} %`] : []);
  return [
    ...[...questions.map(({ cells }) => cells), ...panels].flatMap(({ name, p95 }) => slow(name, p95, FIGURE_P95_MS)),
    ...lists.flatMap(({ reader }) => slow(reader.name, reader.p95, LIST_P95_MS)),
    ...(loaded.dossiers < TIMES_FROM ? [] : questions.flatMap(({ cells, scan }) => (scan.p50 < cells.p50 * TIMES ? [`${cells.name}: ${(scan.p50 / cells.p50).toFixed(0)} times faster than counting, promised ${String(TIMES)}`] : []))),
    ...costly('bytes', writeCost.walOfDeltas, writeCost.walOfTransition),
    ...costly('time', writeCost.msOfDeltas, writeCost.msOfTransition),
  ];
}
