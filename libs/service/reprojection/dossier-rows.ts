import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '#persistence';
import { type DossierProjection, PROJECTION_COLUMNS, projectDossier } from '../projection.js';
import { type Differing, onceEach, sumOfDiffering } from './differing.js';
import { type FoldedDossier, foldLedgers, UnreadableLedgerError } from './fold-ledgers.js';
import type { PassPurpose } from './pass-state.js';

type StoredRow = DossierProjection & { readonly id: string };
type Column = keyof DossierProjection;

const SELECTED = `SELECT id, ${PROJECTION_COLUMNS.join(', ')} FROM dossier`;

/** What comparing a page of rows with their ledgers came to. */
export interface ComparedPage {
  /** Dossiers whose row is what their events give now, or was found to differ, in order of id: up to the first that somebody held. */
  readonly done: readonly FoldedDossier[];
  readonly differing: Differing;
  /** The page was not full: there are no rows behind it. */
  readonly isLast: boolean;
}

/**
 * Compares the next rows with their ledgers and, to repair, rewrites those that differ; each of them is looked at again once it is
 * held, so that what is being written meanwhile is no difference. Never waits for a row.
 */
export async function compareRows(tx: Transaction, purpose: PassPurpose, after: string, untilXact: string, limit: number): Promise<ComparedPage> {
  const rows = await tx.rows<StoredRow>(`${SELECTED} WHERE id > $1 ORDER BY id LIMIT $2`, [after, limit]);
  const ids = rows.map(({ id }) => id);
  const folded = await foldLedgers(tx, ids, { until: untilXact });
  const suspects = rows.filter((row) => differingColumns(row, foldedOf(folded, row.id)).length > 0).map(({ id }) => id);
  const { held, differing } = await settleSuspects(tx, purpose, suspects);
  const done = ids.slice(0, held === undefined ? ids.length : ids.indexOf(held)).map((id) => foldedOf(folded, id));
  return { done, differing, isLast: held === undefined && rows.length < limit };
}

function foldedOf(folded: ReadonlyMap<string, FoldedDossier>, id: string): FoldedDossier {
  const dossier = folded.get(id);
  if (dossier === undefined) {
    throw new UnreadableLedgerError(id, 'it has no events');
  }
  return dossier;
}

function differingColumns(row: StoredRow, { state }: FoldedDossier): readonly Column[] {
  const expected = projectDossier(state);
  return PROJECTION_COLUMNS.filter((column) => row[column] !== expected[column] && !isDeepStrictEqual(row[column], expected[column]));
}

/** Those before the first that somebody else holds. */
async function settleSuspects(tx: Transaction, purpose: PassPurpose, suspects: readonly string[]): Promise<{ readonly held: string | undefined; readonly differing: Differing }> {
  if (suspects.length === 0) {
    return { held: undefined, differing: {} };
  }
  const locked = await tx.rows<StoredRow>(`${SELECTED} WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`, [suspects]);
  const mine = new Map(locked.map((row) => [row.id, row]));
  const held = suspects.find((id) => !mine.has(id));
  const before = suspects.slice(0, held === undefined ? suspects.length : suspects.indexOf(held));
  const folded = await foldLedgers(tx, before, {});
  const found = before.flatMap((id) => {
    const [row, dossier] = [mine.get(id), foldedOf(folded, id)];
    const columns = row === undefined ? [] : differingColumns(row, dossier);
    return columns.length === 0 ? [] : [{ dossier, columns }];
  });
  if (purpose === 'repair') {
    await rewrite(tx, found);
  }
  return { held, differing: found.reduce<Differing>((sum, { columns }) => sumOfDiffering(sum, onceEach('dossier', columns)), {}) };
}

interface FoundRow {
  readonly dossier: FoldedDossier;
  readonly columns: readonly Column[];
}

/** One statement, of the columns that differ in any of the rows. */
async function rewrite(tx: Transaction, found: readonly FoundRow[]): Promise<void> {
  if (found.length === 0) {
    return;
  }
  const columns = PROJECTION_COLUMNS.filter((column) => found.some((row) => row.columns.includes(column)));
  const values = found.map(({ dossier: { id, state } }) => {
    const expected = projectDossier(state);
    return { id, ...Object.fromEntries(columns.map((column) => [column, expected[column]])) };
  });
  await tx.run(
    `UPDATE dossier SET ${columns.map((column) => `${column} = right_row.${column}`).join(', ')} FROM json_populate_recordset(NULL::dossier, $1) AS right_row WHERE dossier.id = right_row.id`,
    [JSON.stringify(values)],
  );
}
