import type { Database, Transaction } from '#persistence';
import { measureArray, measureIn } from './cells.js';
import { DELTA_COLUMNS } from './deltas.js';
import { rollUp, ROLLED_UP_COLUMNS } from './rolled-up.js';
import { FOLD_DWELLS } from './dwell-deltas.js';

const DEFAULT_BATCH = 5_000;

/** Deltas not yet merged above which the folder lags: figures stay right, reading them grows slower. */
export const FIGURE_BACKLOG_ALARM = 20_000;

/** The transaction-scoped advisory lock of the one folder. */
const FOLDER_LOCK = `hashtextextended('figure-folder', 0)`;

/**
 * Merges the oldest deltas into the cells of every grain, and as many of the finished runs of stages into theirs; returns how many
 * of whichever there were more, 0 when there are none or when another folder is at work. One statement deletes and adds, so
 * whenever it is stopped nothing is counted twice or lost.
 */
export async function foldFigures({ database }: { readonly database: Pick<Database, 'transaction'> }, batch = DEFAULT_BATCH): Promise<number> {
  return database.transaction(async (tx) => {
    if (!(await holdFolder(tx))) {
      return 0;
    }
    const folded = await Promise.all([FOLD, FOLD_DWELLS].map((fold) => tx.first<{ folded: number }>(fold, [batch])));
    return Math.max(...folded.map((result) => result?.folded ?? 0));
  });
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

const FOLD = `
  WITH taken AS (
    DELETE FROM figure_delta WHERE id IN (SELECT id FROM figure_delta ORDER BY id LIMIT $1)
    RETURNING ${DELTA_COLUMNS}
  ), ${rollUp('taken', 'rolled')}, merged AS (
    INSERT INTO figure_cell AS cell (${ROLLED_UP_COLUMNS})
    SELECT ${ROLLED_UP_COLUMNS} FROM rolled
    ON CONFLICT ON CONSTRAINT figure_cell_pk DO UPDATE
    SET measures = ${measureArray((measure) => `coalesce(${measureIn('cell.measures', measure)}, 0) + ${measureIn('EXCLUDED.measures', measure)}`)}
  )
  SELECT count(*) AS folded FROM taken`;
