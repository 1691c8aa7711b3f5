import type { BulkTransaction } from '#persistence';
import { type DossierProjection, PROJECTION_COLUMNS, projectDossier, stageWarnAt } from '../projection.js';
import type { Redating } from './redating.js';

/**
 * Dossiers nothing happened to only stand on another version now: one narrow statement for all of them. Where the change was
 * within reach, shares of a stage's term may be reached at other moments although its target stands, and other work be endangered: they are looked at anew.
 */
async function retag(tx: BulkTransaction, redatings: readonly Redating[], head: string): Promise<void> {
  if (redatings.length > 0) {
    await tx.run(
      `UPDATE dossier SET calendar_snapshot = $1, settled_at = passed.settled_at, stage_warn_at = CASE WHEN passed.reached THEN least(stage_warn_at, passed.settled_at) ELSE stage_warn_at END,
         endangered_from = CASE WHEN passed.reached THEN NULL ELSE endangered_from END
       FROM unnest($2::uuid[], $3::bigint[], $4::boolean[]) AS passed (id, settled_at, reached) WHERE dossier.id = passed.id`,
      [head, redatings.map(({ dossier }) => dossier.id), redatings.map(({ settledAt }) => settledAt), redatings.map(({ reached, after }) => reached && stageWarnAt(after, 0) !== null)],
    );
  }
}

/** Columns that differ in any of the rows: a move changes a few of fifty. */
function changedColumns(rows: readonly { readonly old: DossierProjection; readonly now: DossierProjection }[]): readonly (keyof DossierProjection)[] {
  return PROJECTION_COLUMNS.filter((column) => rows.some(({ old, now }) => isDifferent(old[column], now[column])));
}

type Cell = DossierProjection[keyof DossierProjection];

function isDifferent(old: Cell, now: Cell): boolean {
  return typeof old === 'object' && typeof now === 'object' && old !== null && now !== null
    ? old.length !== now.length || old.some((item, index) => item !== now[index])
    : old !== now;
}

/** Brings the rows of a batch, which the transaction holds, up to their events: two statements at the most. */
export async function writeRows(tx: BulkTransaction, redatings: readonly Redating[], head: string): Promise<void> {
  await retag(tx, redatings.filter(({ draft }) => draft.rows.length === 0), head);
  const grown = redatings
    .filter(({ draft }) => draft.rows.length > 0)
    .map(({ dossier, before, after, draft, settledAt }) => ({ id: dossier.id, draft, settledAt, warnAt: stageWarnAt(after, settledAt), old: projectDossier(before), now: projectDossier(after) }));
  if (grown.length === 0) {
    return;
  }
  const columns = changedColumns(grown);
  const values = grown.map(({ id, draft, settledAt, warnAt, now }) => ({
    id,
    last_seq: draft.head.seq,
    last_hash: draft.head.hash,
    settled_at: settledAt,
    stage_warn_at: warnAt,
    ...Object.fromEntries(columns.map((column) => [column, now[column]])),
  }));
  const assigned = ['last_seq', 'last_hash', 'settled_at', 'stage_warn_at', ...columns].map((column) => `${column} = grown.${column}`);
  await tx.run(`UPDATE dossier SET calendar_snapshot = $1, endangered_from = NULL, ${assigned.join(', ')} FROM json_populate_recordset(NULL::dossier, $2) AS grown WHERE dossier.id = grown.id`, [head, JSON.stringify(values)]);
}
