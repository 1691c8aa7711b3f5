import { randomUUID } from 'node:crypto';
import { type CommandBodies, type Instant, instant, type IssuedLetter, type SentLetter, type SignedAs, SYSTEM_ACTOR, type SystemCommand } from '#domain';
import type { Letter } from '#letters';
import type { Transaction } from '#persistence';
import { bodyContext } from '../command-body.js';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';

/**
 * Tells the ledger that a letter signed under authority was made, in the caller's transaction: a command of the engine goes
 * into the inbox, and the dossier's workflow appends `LetterIssued`. Once for each letter, however often it is told, and in
 * whatever status the dossier is. Takes the dossier row FOR SHARE: who holds letters or numbers takes that first (`holdDossierOf`).
 */
export async function tellOfIssued(engine: Engine, tx: Transaction, dossierId: string, letter: IssuedLetter, at: Instant): Promise<void> {
  await tell(engine, tx, { dossierId, type: 'RecordLetterIssued', body: letter, key: `letter-issued:${letter.letter}` }, at);
}

/** What was produced of a letter. */
export interface ProducedLetter {
  readonly key: string;
  readonly dossierId: string;
  readonly letter: Pick<Letter, 'form' | 'documentNumber'>;
  readonly sha256: string;
  readonly signedAs?: SignedAs;
  readonly certificate?: string;
}

/** `tellOfIssued` for a letter just produced, if it was signed under authority; of others the ledger is told nothing. */
export async function tellOfSigned(engine: Engine, tx: Transaction, produced: ProducedLetter, at: Instant): Promise<void> {
  const { key, dossierId, letter: { form, documentNumber }, sha256, signedAs, certificate } = produced;
  if (signedAs !== undefined) {
    const told = { letter: key, form, sha256, signedAs, ...(documentNumber === undefined ? {} : { documentNumber }), ...(certificate === undefined ? {} : { certificate }) };
    await tellOfIssued(engine, tx, dossierId, told, at);
  }
}

/** The same of a letter that was sent; `LetterSent` follows only for letters whose issue is told, those signed under authority. */
export async function tellOfSent(engine: Engine, tx: Transaction, dossierId: string, letter: SentLetter, at: Instant): Promise<void> {
  const issued = await tx.first('SELECT 1 FROM command_inbox WHERE actor_subject = $1 AND idempotency_key = $2', [SYSTEM_ACTOR.subject, `letter-issued:${letter.letter}`]);
  if (issued !== undefined) {
    await tell(engine, tx, { dossierId, type: 'RecordLetterSent', body: letter, key: `letter-sent:${letter.letter}` }, at);
  }
}

/** Takes the dossier of a letter FOR SHARE, before the letter's own row: dossier, letter, number is the order of all locks. */
export async function holdDossierOf(tx: Pick<Transaction, 'run'>, letterKey: string): Promise<void> {
  await tx.run('SELECT 1 FROM dossier WHERE id = (SELECT dossier_id FROM letter WHERE key = $1) FOR SHARE', [letterKey]);
}

interface Told {
  readonly dossierId: string;
  readonly type: SystemCommand;
  readonly body: CommandBodies[SystemCommand];
  readonly key: string;
}

async function tell(engine: Engine, tx: Transaction, { dossierId, type, body, key }: Told, at: Instant): Promise<void> {
  const dossier = await tx.first<{ code: string; competent_agency: string; settled_at: number }>('SELECT code, competent_agency, settled_at FROM dossier WHERE id = $1 FOR SHARE', [dossierId]);
  if (dossier === undefined) {
    throw new Error(`Dossier ${dossierId} does not exist: no letter of it can be recorded`);
  }
  const id = randomUUID();
  const acceptedAt = instant(Math.max(at, dossier.settled_at + 1));
  const sealed = await engine.vault.seal(tx, { agency: dossier.competent_agency, at: acceptedAt }, bodyContext(id), Buffer.from(JSON.stringify({ body }), 'utf8'));
  const hmac = engine.vault.hmac('command-body', stableText({ dossier: dossier.code, type, body }));
  await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body, key_ref, body_hmac, accepted_at, next_attempt_at, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'pending') ON CONFLICT (actor_subject, idempotency_key) DO NOTHING`,
    [id, SYSTEM_ACTOR.subject, SYSTEM_ACTOR.role, SYSTEM_ACTOR.agency, key, dossierId, type, sealed.ciphertext, sealed.keyRef, hmac, acceptedAt, at],
  );
}
