import type { EventType } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from '../draft.js';

/** Events that may have put right what kept a letter of their dossier from being composed. */
const CORRECTIONS: readonly string[] = ['PersonalDataCorrected', 'ComponentsCorrected'] satisfies readonly EventType[];

const FAILING = `UPDATE letter l SET retry_now = TRUE FROM task t WHERE t.kind = 'letter-failing' AND t.done_at IS NULL AND t.key = l.key || ':letter-failing' AND l.status = 'owed'`;

/** Has failing letters of dossiers that these drafts correct tried again at once. Runs in the transaction that writes the drafts. */
export async function retryCorrected(tx: Pick<Transaction, 'run'>, drafts: readonly Draft[]): Promise<void> {
  const corrected = [...new Set(drafts.flatMap(({ rows }) => rows.filter(({ type }) => CORRECTIONS.includes(type)).map(({ dossierId }) => dossierId)))];
  if (corrected.length > 0) {
    await tx.run(`${FAILING} AND l.dossier_id = ANY($1)`, [corrected]);
  }
}

/** Has every failing letter tried again at once: what agencies are called or how they print was published anew. */
export async function retryAll(tx: Pick<Transaction, 'run'>): Promise<void> {
  await tx.run(FAILING);
}
