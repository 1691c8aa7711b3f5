import { randomUUID } from 'node:crypto';
import { type Instant, MS_PER_MINUTE } from '#domain';
import type { Transaction } from '#persistence';
import type { PortalService } from './national-portal.js';

/** How far a message to the portal is. */
export const SYNC_STATUSES = ['waiting', 'sending', 'acknowledged', 'rejected', 'withheld', 'dropped'] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** A message about to be sent by whoever holds its token. */
export interface ClaimedMessage {
  readonly id: number;
  readonly dossier_id: string;
  readonly service: PortalService;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly agency: string;
  readonly attempts: number;
  readonly unreached: number;
  readonly may_have_arrived: boolean;
  /** How often the installation had been restored when the message was made, and by now: what was told in a lost window holds keys and numbers. */
  readonly made_after: number;
  readonly restored: number;
  readonly token: string;
}

/** A message that holds up those behind it, in SQL: the states the index `sync_message_open` allows one of. */
export const OPEN_STATES = `('waiting', 'sending', 'rejected', 'withheld')`;

/** A claim without an outcome after this long was cut off: it may have been sent. */
const CUT_OFF_MS = 5 * MS_PER_MINUTE;

/**
 * Makes messages of what is owed: one for each dossier that has none open, of everything owed for it so far, so that no two of a
 * dossier are ever under way and a portal that was away is told how things stand now. Two makers at once make each once.
 */
export async function makeMessages(tx: Pick<Transaction, 'run'>, at: Instant, most: number): Promise<void> {
  await tx.run(
    `INSERT INTO sync_message (dossier_id, service, from_seq, to_seq, agency, status, made_at, next_attempt_at)
     SELECT dossier_id, 'DongBoHoSoMC', min(from_seq), max(to_seq), (array_agg(agency ORDER BY to_seq DESC))[1], 'waiting', $1, $1
     FROM sync_outbox WHERE settled_at IS NULL AND dossier_id IN (
       SELECT o.dossier_id FROM sync_outbox o
       WHERE o.settled_at IS NULL AND NOT EXISTS (SELECT FROM sync_message m WHERE m.dossier_id = o.dossier_id AND m.status IN ${OPEN_STATES})
       ORDER BY o.owed_at LIMIT $2)
     GROUP BY dossier_id ON CONFLICT DO NOTHING`,
    [at, most],
  );
}

/**
 * Claims messages whose time has come, oldest first, under a token of this pass; what was claimed before and never settled may have
 * arrived. A record that cannot have arrived yet takes in what has been owed since; a progress never does, for its steps are told once.
 */
export async function claimMessages(tx: Pick<Transaction, 'rows'>, at: Instant, most: number): Promise<readonly ClaimedMessage[]> {
  const token = randomUUID();
  const rows = await tx.rows<Omit<ClaimedMessage, 'token'>>(
    `UPDATE sync_message m SET status = 'sending', attempt_token = $2, next_attempt_at = $3, may_have_arrived = may_have_arrived OR status = 'sending',
       to_seq = CASE WHEN service = 'DongBoHoSoMC' AND NOT may_have_arrived AND status = 'waiting'
                     THEN greatest(to_seq, (SELECT max(o.to_seq) FROM sync_outbox o WHERE o.dossier_id = m.dossier_id AND o.settled_at IS NULL)) ELSE to_seq END
     WHERE id IN (SELECT id FROM sync_message WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
     RETURNING id, dossier_id, service, from_seq, to_seq, agency, attempts, unreached, may_have_arrived,
       (SELECT count(*) FROM restoration r WHERE r.restored_at <= m.made_at)::integer AS made_after, (SELECT count(*) FROM restoration)::integer AS restored`,
    [at, token, at + CUT_OFF_MS, most],
  );
  return rows.map((row) => ({ ...row, token }));
}

/** Ends what was owed for a dossier up to an event. */
export async function settleOwed(tx: Pick<Transaction, 'run'>, { dossier_id, to_seq }: Pick<ClaimedMessage, 'dossier_id' | 'to_seq'>, outcome: 'acknowledged' | 'not-owed' | 'told-otherwise', at: Instant): Promise<void> {
  await tx.run('UPDATE sync_outbox SET settled_at = $3, outcome = $4 WHERE dossier_id = $1 AND to_seq <= $2 AND settled_at IS NULL', [dossier_id, to_seq, at, outcome]);
}

/** True when the portal has taken a record of the dossier before. */
export async function wasReported(tx: Pick<Transaction, 'first'>, dossierId: string): Promise<boolean> {
  return (await tx.first(`SELECT FROM sync_message WHERE dossier_id = $1 AND service = 'DongBoHoSoMC' AND status = 'acknowledged' LIMIT 1`, [dossierId])) !== undefined;
}
