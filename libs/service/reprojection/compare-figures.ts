import { MEASURES } from '#domain/figures';
import type { Transaction } from '#persistence';
import { CELL_KEY, CELL_ORDER, measureArray, measureIn } from '../figures/cells.js';
import { addedToDwells, DWELL_COLUMNS, DWELL_COUNTS, DWELL_KEY, dwellCellsOf } from '../figures/dwell-deltas.js';
import { comparedDwells } from '../figures/dwell-recount.js';
import { comparedCells, comparing } from '../figures/figure-recount.js';
import { ROLLED_UP_COLUMNS, rollUpCells } from '../figures/rolled-up.js';
import type { Differing } from './differing.js';
import type { PassPurpose } from './pass-state.js';

/**
 * Compares what the pass has counted with the kept cells and what waits for the folder, and to repair adds to every cell what it lacks
 * or has too much. The caller holds the folder's lock and sees one moment, of which the pass has counted every event: then whatever
 * is written meanwhile waits as deltas, and is neither lost nor counted twice. Returns how many cells differed in which measure.
 */
export async function compareFigures(tx: Transaction, purpose: PassPurpose): Promise<Differing> {
  await comparing(tx, () => tx.run(CORRECTIONS));
  await tx.run(DWELL_CORRECTIONS);
  const byMeasure = await tx.rows<{ place: number; cells: number }>(
    `SELECT place::integer AS place, count(*) AS cells FROM figure_correction CROSS JOIN LATERAL unnest(measures) WITH ORDINALITY AS counted (change, place) WHERE change <> 0 GROUP BY place ORDER BY place`,
  );
  const dwells = await tx.first<Readonly<Record<(typeof DWELL_COUNTS)[number], number>>>(`SELECT ${DWELL_COUNTS.map((count) => `count(*) FILTER (WHERE ${count} <> 0) AS ${count}`).join(', ')} FROM dwell_correction`);
  if (purpose === 'repair') {
    await tx.run(CORRECT_CELLS);
    await tx.run(CORRECT_DWELLS);
  }
  return {
    ...Object.fromEntries(byMeasure.map(({ place, cells }) => [`figure_cell.${MEASURES[place - 1] ?? String(place)}`, cells])),
    ...Object.fromEntries(DWELL_COUNTS.flatMap((count) => (dwells === undefined || dwells[count] === 0 ? [] : [[`dwell_cell.${count}`, dwells[count]]]))),
  };
}

const CORRECTIONS = `CREATE TEMPORARY TABLE figure_correction ON COMMIT DROP AS
  ${comparedCells(rollUpCells('pass_cell', 'recounted'))}
  SELECT ${CELL_KEY}, ${measureArray((measure) => `${measureIn('recounted', measure)} - ${measureIn('kept', measure)}`)} AS measures FROM compared WHERE kept <> recounted`;

const CORRECT_CELLS = `INSERT INTO figure_cell AS cell (${ROLLED_UP_COLUMNS}) SELECT ${ROLLED_UP_COLUMNS} FROM figure_correction ORDER BY ${CELL_ORDER}
  ON CONFLICT ON CONSTRAINT figure_cell_pk DO UPDATE SET measures = ${measureArray((measure) => `coalesce(${measureIn('cell.measures', measure)}, 0) + ${measureIn('EXCLUDED.measures', measure)}`)}`;

const DWELL_CORRECTIONS = `CREATE TEMPORARY TABLE dwell_correction ON COMMIT DROP AS
  SELECT ${DWELL_KEY}, ${DWELL_COUNTS.map((count, index) => `recounted[${String(index + 1)}] - kept[${String(index + 1)}] AS ${count}`).join(', ')}
  FROM (${comparedDwells(dwellCellsOf('pass_dwell'))}) AS compared`;

const CORRECT_DWELLS = `INSERT INTO dwell_cell AS cell (${DWELL_COLUMNS}) SELECT ${DWELL_COLUMNS} FROM dwell_correction
  ${addedToDwells('dwell_cell_pk')}`;
