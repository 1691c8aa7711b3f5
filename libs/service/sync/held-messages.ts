import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { PortalService } from './national-portal.js';
import { detailContext } from './settle-message.js';
import { settleOwed, type SyncStatus } from './sync-rows.js';

/** A message to the portal with what became of it. */
export interface SyncMessage {
  readonly id: number;
  readonly code: string;
  readonly service: PortalService;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly agency: string;
  readonly status: SyncStatus;
  readonly reason: string | null;
  readonly madeAt: number;
  readonly nextAttemptAt: number | null;
  readonly attempts: number;
  readonly settledAt: number | null;
  readonly sources: Readonly<Record<string, number>> | null;
  readonly receiptSha256: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: number | null;
  /** What the portal said when it turned the message away; null without the right to read it, and once erased. */
  readonly words: string | null;
}

interface Row extends Omit<SyncMessage, 'words'> {
  readonly detail: Buffer | null;
  readonly keyRef: string | null;
}

const SELECT = `SELECT m.id, d.code, m.service, m.from_seq AS "fromSeq", m.to_seq AS "toSeq", m.agency, m.status, m.reason, m.made_at AS "madeAt", m.next_attempt_at AS "nextAttemptAt",
    m.attempts, m.settled_at AS "settledAt", m.sources, m.receipt_sha256 AS "receiptSha256", m.resolved_by AS "resolvedBy", m.resolved_at AS "resolvedAt", m.detail, m.key_ref AS "keyRef"
  FROM sync_message m JOIN dossier d ON d.id = m.dossier_id`;

/** Messages held until a person has looked, of some agencies, oldest first. */
export async function listHeldMessages(engine: Pick<Engine, 'database' | 'vault'>, question: { readonly agencies: readonly string[]; readonly after?: number; readonly limit: number; readonly withWords: boolean }): Promise<readonly SyncMessage[]> {
  const rows = await engine.database.read.rows<Row>(`${SELECT} WHERE m.agency = ANY($1) AND m.status IN ('rejected', 'withheld') AND m.id > $2 ORDER BY m.id LIMIT $3`, [
    question.agencies,
    question.after ?? 0,
    question.limit,
  ]);
  return Promise.all(rows.map((row) => opened(engine, row, question.withWords)));
}

/** Everything the portal was, or is to be, told of a dossier, in order. */
export async function listMessagesOf(engine: Pick<Engine, 'database' | 'vault'>, code: string, question: { readonly after?: number; readonly limit: number; readonly withWords: boolean }): Promise<readonly SyncMessage[]> {
  const rows = await engine.database.read.rows<Row>(`${SELECT} WHERE d.code = $1 AND m.id > $2 ORDER BY m.id LIMIT $3`, [code, question.after ?? 0, question.limit]);
  return Promise.all(rows.map((row) => opened(engine, row, question.withWords)));
}

/** A message by its number, without what the portal said. */
export async function findSyncMessage(engine: Pick<Engine, 'database' | 'vault'>, id: number, withWords: boolean): Promise<SyncMessage | undefined> {
  const row = await engine.database.read.first<Row>(`${SELECT} WHERE m.id = $1`, [id]);
  return row === undefined ? undefined : opened(engine, row, withWords);
}

/** What a person says of a held message: send it `again` after a correction, or that the portal was `told-otherwise`. */
export const SYNC_ANSWERS = ['again', 'told-otherwise'] as const;
export type SyncAnswer = (typeof SYNC_ANSWERS)[number];

/**
 * Takes a person's answer for a held message and ends its task. `again`: it is composed anew from the ledger, with what was corrected
 * since. `told-otherwise`: it is given up, and what comes after it goes on. The same answer again changes nothing; `otherwise`
 * when the message is not held and was not answered so.
 */
export async function resolveSyncMessage(engine: Pick<Engine, 'database'>, id: number, answer: SyncAnswer, actor: Pick<Actor, 'subject'>, at: Instant): Promise<'done' | 'otherwise' | 'not-found'> {
  return engine.database.transaction(async (tx) => {
    const row = await tx.first<{ dossier_id: string; to_seq: number; status: SyncStatus; resolved_by: string | null }>('SELECT dossier_id, to_seq, status, resolved_by FROM sync_message WHERE id = $1 FOR UPDATE', [id]);
    if (row === undefined) {
      return 'not-found';
    }
    if (row.status !== 'rejected' && row.status !== 'withheld') {
      const isAnswered = row.resolved_by !== null && (row.status === 'dropped') === (answer === 'told-otherwise');
      return isAnswered ? 'done' : 'otherwise';
    }
    await (answer === 'again' ? sendAgain(tx, id, actor, at) : giveUp(tx, id, row, actor, at));
    await tx.run(`UPDATE task SET done_at = $1, done_by = $2 WHERE dossier_id = $3 AND kind IN ('sync-rejected', 'sync-withheld') AND done_at IS NULL`, [at, actor.subject, row.dossier_id]);
    return 'done';
  });
}

/** With what was corrected since, and after asking the portal what it knows of the dossier. */
async function sendAgain(tx: Transaction, id: number, { subject }: Pick<Actor, 'subject'>, at: Instant): Promise<void> {
  await tx.run(
    `UPDATE sync_message m SET status = 'waiting', next_attempt_at = $2, settled_at = NULL, attempts = 0, unreached = 0, may_have_arrived = TRUE, reason = NULL, detail = NULL, key_ref = NULL, resolved_by = $3, resolved_at = $2,
       to_seq = CASE WHEN service = 'DongBoHoSoMC' THEN greatest(to_seq, (SELECT max(o.to_seq) FROM sync_outbox o WHERE o.dossier_id = m.dossier_id AND o.settled_at IS NULL)) ELSE to_seq END
     WHERE id = $1`,
    [id, at, subject],
  );
}

async function giveUp(tx: Transaction, id: number, row: { readonly dossier_id: string; readonly to_seq: number }, { subject }: Pick<Actor, 'subject'>, at: Instant): Promise<void> {
  await tx.run(`UPDATE sync_message SET status = 'dropped', resolved_by = $2, resolved_at = $3 WHERE id = $1`, [id, subject, at]);
  await settleOwed(tx, row, 'told-otherwise', at);
}

async function opened({ database, vault }: Pick<Engine, 'database' | 'vault'>, { detail, keyRef, ...message }: Row, withWords: boolean): Promise<SyncMessage> {
  const words = withWords && detail !== null && keyRef !== null ? (await vault.open(database.read, keyRef, detailContext(message.id), detail)).toString('utf8') : null;
  return { ...message, words };
}
