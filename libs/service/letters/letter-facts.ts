import { type Instant, type IssuedLetter, type SentLetter, type SignedAs, SYSTEM_ACTOR } from '#domain';
import type { Letter } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { acceptSystemCommand } from '../inbox.js';

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
  readonly type: 'RecordLetterIssued' | 'RecordLetterSent';
  readonly body: IssuedLetter | SentLetter;
  readonly key: string;
}

async function tell(engine: Engine, tx: Transaction, told: Told, at: Instant): Promise<void> {
  await acceptSystemCommand(engine, tx, { now: () => at }, told);
}
