import type { Instant, LetterChannel } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { holdDossierOf } from '../letters/letter-facts.js';

/** How far a channel is with a letter. */
export const DELIVERY_STATUSES = ['waiting', 'sending', 'unsure', 'sent', 'delivered', 'failed', 'withdrawn'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What can happen on a letter's way. */
export const DELIVERY_STEPS = ['began', 'accepted', 'delivered', 'refused', 'failed', 'unknown', 'absent', 'arrived', 'again', 'returned', 'printed', 'handed-over', 'posted'] as const;
export type DeliveryStep = (typeof DELIVERY_STEPS)[number];

/** A letter as its delivery sees it. */
export interface LetterOnItsWay {
  readonly key: string;
  readonly dossier_id: string;
  readonly kind: string;
  readonly form: string;
  readonly promise: number | null;
  readonly composed_from_seq: number;
  readonly owed_at: number;
  readonly status: 'owed' | 'produced' | 'sent' | 'withdrawn';
  readonly delivery_open: boolean;
  /** A restore brought it back unsent: it may have left in the lost window. */
  readonly ask_first: boolean;
}

/** One way of a letter as it lies in the database. */
export interface DeliveryRow {
  readonly letter_key: string;
  readonly channel: LetterChannel;
  readonly dossier_id: string;
  readonly desk: string;
  readonly role: 'main' | 'copy';
  readonly status: DeliveryStatus;
  readonly next_at: number | null;
  readonly attempts: number;
  readonly attempt_token: string | null;
  readonly tried_from: number | null;
  readonly asked: number;
  readonly sent_at: number | null;
  readonly prints: number;
}

const LETTER = 'key, dossier_id, kind, form, promise, composed_from_seq, owed_at, status, delivery_open, ask_first';
const DELIVERY = 'letter_key, channel, dossier_id, desk, role, status, next_at, attempts, attempt_token, tried_from, asked, sent_at, prints';

/** Locks a letter for its delivery, the dossier before it as everybody does. `undefined` when there is no such letter. */
export async function lockLetter(tx: Transaction, key: string): Promise<LetterOnItsWay | undefined> {
  await holdDossierOf(tx, key);
  return tx.first<LetterOnItsWay>(`SELECT ${LETTER} FROM letter WHERE key = $1 FOR UPDATE`, [key]);
}

/** The way a letter leaves by; `undefined` when none is planned, or every one planned has failed. */
export async function mainDelivery(tx: Transaction, key: string): Promise<DeliveryRow | undefined> {
  return tx.first<DeliveryRow>(`SELECT ${DELIVERY} FROM letter_delivery WHERE letter_key = $1 AND role = 'main' AND status NOT IN ('failed', 'withdrawn')`, [key]);
}

/** A letter's way by one channel. */
export async function deliveryBy(tx: Transaction, key: string, channel: LetterChannel): Promise<DeliveryRow | undefined> {
  return tx.first<DeliveryRow>(`SELECT ${DELIVERY} FROM letter_delivery WHERE letter_key = $1 AND channel = $2`, [key, channel]);
}

/** Marks whether a letter's delivery still has something to do by itself. */
export async function setDeliveryOpen(tx: Pick<Transaction, 'run'>, key: string, isOpen: boolean): Promise<void> {
  await tx.run('UPDATE letter SET delivery_open = $2, workflow_started_at = CASE WHEN $2 AND NOT delivery_open THEN NULL ELSE workflow_started_at END WHERE key = $1', [key, isOpen]);
}

/** Changes of a delivery; what is not named stays. */
export interface DeliveryChange {
  readonly status?: DeliveryStatus;
  readonly nextAt?: Instant | null;
  readonly asked?: number;
  readonly sentAt?: Instant;
  readonly settledAt?: Instant;
}

/** Writes changes of a delivery. */
export async function changeDelivery(tx: Transaction, { letter_key, channel }: DeliveryRow, change: DeliveryChange): Promise<void> {
  await tx.run(
    `UPDATE letter_delivery SET status = coalesce($3, status), next_at = CASE WHEN $4 THEN $5::bigint ELSE next_at END, asked = coalesce($6, asked),
       sent_at = coalesce(sent_at, $7), settled_at = coalesce($8, settled_at) WHERE letter_key = $1 AND channel = $2`,
    [letter_key, channel, change.status ?? null, change.nextAt !== undefined, change.nextAt ?? null, change.asked ?? null, change.sentAt ?? null, change.settledAt ?? null],
  );
}

/** Something that happened to a delivery. */
export interface StepTaken {
  readonly step: DeliveryStep;
  readonly at: Instant;
  readonly by?: string;
  readonly requestKey?: string;
  /** What the other side said: it may quote an address, so it is kept encrypted. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** Appends a step to a delivery's record. False when the same person has made it under the same key before. */
export async function recordStep(engine: Engine, tx: Transaction, row: DeliveryRow, { step, at, by, requestKey, detail }: StepTaken): Promise<boolean> {
  const attempt = step === 'began' ? row.attempts + 1 : row.attempts;
  const sealed =
    detail === undefined || (await isErased(tx, row.dossier_id))
      ? undefined
      : await engine.vault.seal(tx, { agency: row.desk, at }, detailContext(row, attempt, step), Buffer.from(JSON.stringify(detail), 'utf8'));
  const added = await tx.run(
    `INSERT INTO letter_attempt (letter_key, channel, attempt, step, at, by_subject, request_key, detail, key_ref) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT ON CONSTRAINT letter_attempt_request DO NOTHING`,
    [row.letter_key, row.channel, attempt, step, at, by ?? null, requestKey ?? null, sealed?.ciphertext ?? null, sealed?.keyRef ?? null],
  );
  return added === 1;
}

/** Place of an encrypted detail. */
export function detailContext({ letter_key, channel }: Pick<DeliveryRow, 'letter_key' | 'channel'>, attempt: number, step: DeliveryStep): string {
  return `letter-attempt:${letter_key}:${channel}:${String(attempt)}:${step}`;
}

/** Whether nothing personal of a dossier is kept any more. */
export async function isErased(tx: Transaction, dossierId: string): Promise<boolean> {
  return (await tx.first('SELECT FROM personal_record WHERE dossier_id = $1 LIMIT 1', [dossierId])) === undefined;
}
