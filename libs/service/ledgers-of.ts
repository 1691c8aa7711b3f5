import type { Statements } from '#persistence';
import { type EventRow, SELECTED_EVENT } from './event-rows.js';

/** Ledgers of many dossiers by dossier, each in order of `seq`, by one statement; by none where there are no dossiers. */
export async function ledgersOf(on: Pick<Statements, 'rows'>, ids: readonly string[]): Promise<ReadonlyMap<string, readonly EventRow[]>> {
  const rows = ids.length === 0 ? [] : await on.rows<EventRow>(`SELECT ${SELECTED_EVENT} FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`, [ids]);
  return Map.groupBy(rows, ({ dossier_id: id }) => id);
}
