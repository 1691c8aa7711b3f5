import type { Database, Transaction } from '#persistence';
import { CELL_ORDER, measureArray, measureIn } from './cells.js';
import { DELTA_COLUMNS } from './deltas.js';
import { rollUp, ROLLED_UP_COLUMNS } from './rolled-up.js';
import { dwellFold } from './dwell-deltas.js';

const DEFAULT_BATCH = 5_000;

/** Deltas not yet merged above which the folder lags: figures stay right, reading them grows slower. */
export const FIGURE_BACKLOG_ALARM = 20_000;

/** The transaction-scoped advisory lock of the one folder; whoever folds a single province shares it and has one of its own. */
const FOLDER_LOCK = `hashtextextended('figure-folder', 0)`;
const PROVINCE_LOCK = `hashtextextended('figure-folder ' || $1::text, 0)`;

/**
 * Merges the oldest deltas into the cells of every grain, and as many of the finished runs of stages into theirs; returns how many
 * of whichever there were more, 0 when there are none or when another folder is at work. One statement deletes and adds, so
 * whenever it is stopped nothing is counted twice or lost.
 */
export async function foldFigures({ database }: { readonly database: Pick<Database, 'transaction'> }, batch = DEFAULT_BATCH): Promise<number> {
  return database.transaction(async (tx) => ((await holdFolder(tx)) ? foldBy(OLDEST, batch, tx) : 0));
}

/**
 * As `foldFigures`, everything that waits of one province and nothing else. Provinces share no cell, so several may be folded at the
 * same time, after a history was loaded; returns 0 while the folder, or another of this province, is at work.
 */
export async function foldProvince({ database }: { readonly database: Pick<Database, 'transaction'> }, province: string): Promise<number> {
  return database.transaction(async (tx) => {
    const held = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock_shared(${FOLDER_LOCK}) AND pg_try_advisory_xact_lock(${PROVINCE_LOCK}) AS taken`, [province]);
    return held?.taken === true ? foldBy(OF_PROVINCE, province, tx) : 0;
  });
}

async function foldBy(folds: readonly string[], parameter: number | string, tx: Transaction): Promise<number> {
  let most = 0;
  for (const statement of folds) most = Math.max(most, (await tx.first<{ folded: number }>(statement, [parameter]))?.folded ?? 0);
  return most;
}

/** Takes the folder's place until the transaction ends; false while it is at work. */
export async function holdFolder(tx: Pick<Transaction, 'first'>): Promise<boolean> {
  return (await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${FOLDER_LOCK}) AS taken`))?.taken === true;
}

/** How many deltas wait for the folder; compare with `FIGURE_BACKLOG_ALARM`. */
export async function figureBacklog(database: Pick<Database, 'read'>): Promise<number> {
  const row = await database.read.first<{ waiting: number }>('SELECT count(*) AS waiting FROM figure_delta');
  return row?.waiting ?? 0;
}

/** SQL: merges the deltas a condition tells. */
function fold(which: string): string {
  return `WITH taken AS (
    DELETE FROM figure_delta WHERE ${which} RETURNING ${DELTA_COLUMNS}
  ), ${rollUp('taken', 'rolled')}, merged AS (
    INSERT INTO figure_cell AS cell (${ROLLED_UP_COLUMNS})
    SELECT ${ROLLED_UP_COLUMNS} FROM rolled ORDER BY ${CELL_ORDER}
    ON CONFLICT ON CONSTRAINT figure_cell_pk DO UPDATE
    SET measures = ${measureArray((measure) => `coalesce(${measureIn('cell.measures', measure)}, 0) + ${measureIn('EXCLUDED.measures', measure)}`)}
  )
  SELECT count(*) AS folded FROM taken`;
}

const oldestOf = (table: string): string => `id IN (SELECT id FROM ${table} ORDER BY id LIMIT $1)`;
const OLDEST = [fold(oldestOf('figure_delta')), dwellFold(oldestOf('dwell_delta'))];
const OF_PROVINCE = [fold('province = $1'), dwellFold('province = $1')];
