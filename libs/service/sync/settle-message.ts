import { type EngineSettings, instant, type Instant, nextTry } from '#domain';
import type { Transaction } from '#persistence';
import { openTask } from '../effects.js';
import type { Engine } from '../engine.js';
import type { Composed, HoldReason } from './compose-message.js';
import type { PortalOutcome } from './national-portal.js';
import { type ClaimedMessage, settleOwed } from './sync-rows.js';

/** What became of one message in one pass; `lost`: somebody else has taken it over meanwhile. */
export type SyncEnd = PortalOutcome['kind'] | 'withheld' | 'dropped' | 'lost';

/** How rests differ from each other, so that messages put off together do not come together: a random number of 0 to below 1. */
export type Chance = () => number;

const JITTER = 0.4;

/** Additional data that binds what the portal said to its message. */
export function detailContext(id: number): string {
  return `sync-message:${String(id)}`;
}

/** Records how an attempt ended, for whoever still holds its claim. */
export async function settleMessage(engine: Engine, tx: Transaction, row: ClaimedMessage, composed: Extract<Composed, { kind: 'ready' }>, outcome: PortalOutcome, at: Instant, chance: Chance): Promise<SyncEnd> {
  if (!(await holds(tx, row))) {
    return 'lost';
  }
  switch (outcome.kind) {
    case 'acknowledged':
      await acknowledge(engine, tx, row, composed, outcome.receipt, at);
      break;
    case 'rejected':
      await hold(engine, tx, row, { status: 'rejected', reason: 'rejected', words: outcome.words }, at);
      break;
    case 'unreachable':
      await putOff(engine, tx, row, { unreached: row.unreached + 1, attempts: row.attempts, mayHaveArrived: row.may_have_arrived, reason: outcome.reason }, at, chance);
      break;
    case 'deferred':
    case 'unknown':
      await count(engine, tx, row, outcome, at, chance);
      break;
  }
  return outcome.kind;
}

/** Holds a message that may not be sent, with a task for the agency. */
export async function withholdMessage(engine: Engine, tx: Transaction, row: ClaimedMessage, reason: HoldReason, at: Instant): Promise<SyncEnd> {
  if (!(await holds(tx, row))) {
    return 'lost';
  }
  await hold(engine, tx, row, { status: 'withheld', reason }, at);
  return 'withheld';
}

/** Ends a message about a dossier the portal is never to hear of. */
export async function dropMessage(tx: Transaction, row: ClaimedMessage, at: Instant): Promise<SyncEnd> {
  if (!(await holds(tx, row))) {
    return 'lost';
  }
  await tx.run(`UPDATE sync_message SET status = 'dropped', next_attempt_at = NULL, settled_at = $2 WHERE id = $1`, [row.id, at]);
  await settleOwed(tx, row, 'not-owed', at);
  return 'dropped';
}

async function holds(tx: Transaction, { id, token }: ClaimedMessage): Promise<boolean> {
  return (await tx.first(`SELECT FROM sync_message WHERE id = $1 AND attempt_token = $2 AND status = 'sending' FOR UPDATE`, [id, token])) !== undefined;
}

/** A record the portal took is followed by the steps it tells of; with the last of both, what was owed is settled. */
async function acknowledge(engine: Engine, tx: Transaction, row: ClaimedMessage, { hash, sources, message, hasSteps }: Extract<Composed, { kind: 'ready' }>, receipt: string, at: Instant): Promise<void> {
  await tx.run(
    `UPDATE sync_message SET status = 'acknowledged', next_attempt_at = NULL, settled_at = $2, ledger_hash = $3, sources = $4, content_hmac = $5, receipt_sha256 = $6, reason = NULL, detail = NULL, key_ref = NULL WHERE id = $1`,
    [row.id, at, hash, JSON.stringify(sources), engine.vault.hmac('sync-message', JSON.stringify(message.body)), engine.sha256(receipt)],
  );
  if (row.service === 'DongBoHoSoMC' && hasSteps) {
    await tx.run(
      `INSERT INTO sync_message (dossier_id, service, from_seq, to_seq, agency, status, made_at, next_attempt_at) VALUES ($1, 'CapNhatTienDoHoSoMC', $2, $3, $4, 'waiting', $5, $5)`,
      [row.dossier_id, row.from_seq, row.to_seq, row.agency, at],
    );
  } else {
    await settleOwed(tx, row, 'acknowledged', at);
  }
}

/** An attempt that reached the portal for nothing; after too many a person has to look. */
async function count(engine: Engine, tx: Transaction, row: ClaimedMessage, { kind, reason }: Extract<PortalOutcome, { kind: 'deferred' | 'unknown' | 'unreachable' }>, at: Instant, chance: Chance): Promise<void> {
  const attempts = row.attempts + 1;
  const { portalAttempts } = await engine.rules.settings(tx);
  if (attempts >= portalAttempts) {
    await hold(engine, tx, row, { status: 'rejected', reason: 'given-up', words: reason }, at);
    await tx.run('UPDATE sync_message SET may_have_arrived = may_have_arrived OR $2, attempts = $3 WHERE id = $1', [row.id, kind === 'unknown', attempts]);
    return;
  }
  await putOff(engine, tx, row, { attempts, unreached: row.unreached, mayHaveArrived: row.may_have_arrived || kind === 'unknown', reason }, at, chance);
}

interface Rest {
  readonly attempts: number;
  readonly unreached: number;
  readonly mayHaveArrived: boolean;
  readonly reason: string;
}

async function putOff(engine: Engine, tx: Transaction, row: ClaimedMessage, { attempts, unreached, mayHaveArrived, reason }: Rest, at: Instant, chance: Chance): Promise<void> {
  const next = restBefore(attempts + unreached, await engine.rules.settings(tx), at, chance);
  await tx.run(`UPDATE sync_message SET status = 'waiting', next_attempt_at = $2, attempts = $3, unreached = $4, may_have_arrived = $5, reason = $6 WHERE id = $1`, [
    row.id,
    next,
    attempts,
    unreached,
    mayHaveArrived,
    reason,
  ]);
}

/** When a message is tried again: rests double from the first on, up to an hour, each a fifth longer or shorter by chance. */
function restBefore(failed: number, { portalRestSeconds }: Pick<EngineSettings, 'portalRestSeconds'>, at: Instant, chance: Chance): Instant {
  const rest = nextTry(at, Math.max(failed, 1), portalRestSeconds) - at;
  return instant(at + Math.round(rest * (1 + JITTER * (chance() - 0.5))));
}

interface Held {
  readonly status: 'rejected' | 'withheld';
  readonly reason: HoldReason | 'rejected' | 'given-up';
  /** What the portal said: it may quote the applicant. */
  readonly words?: string;
}

async function hold(engine: Engine, tx: Transaction, row: ClaimedMessage, { status, reason, words }: Held, at: Instant): Promise<void> {
  const sealed = words === undefined ? undefined : await engine.vault.seal(tx, { agency: row.agency, at }, detailContext(row.id), Buffer.from(words, 'utf8'));
  await tx.run(`UPDATE sync_message SET status = $2, reason = $3, next_attempt_at = NULL, settled_at = $4, detail = $5, key_ref = $6 WHERE id = $1`, [
    row.id,
    status,
    reason,
    at,
    sealed?.ciphertext ?? null,
    sealed?.keyRef ?? null,
  ]);
  const kind = status === 'rejected' ? 'sync-rejected' : 'sync-withheld';
  await openTask(tx, { key: `${kind}:${String(row.id)}:${String(at)}`, kind }, { dossierId: row.dossier_id, agency: row.agency, at, data: { message: row.id, reason } });
}
