import { createHash } from 'node:crypto';
import type { Instant } from '#domain';
import { renderLetter } from '#letters';
import type { Transaction } from '#persistence';
import { openTask } from '../effects.js';
import type { Engine } from '../engine.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { composeLetter } from './compose-letter.js';
import { letterSource, type OwedRow } from './read-source.js';

interface LetterRow extends OwedRow {
  readonly awaits_signature: boolean;
  readonly status: 'owed' | 'produced' | 'withdrawn';
  readonly pdf: Buffer | null;
  readonly key_ref: string | null;
}

/**
 * Produces an owed letter as a PDF, stores it encrypted with its hash, and marks it produced: once, whoever asks however
 * often, because the row is locked and its key is the letter's business identity. One that waits for a signature is left as it is. Throws when the letter does not exist,
 * when PostgreSQL fails, or when it cannot be composed; of the last a task tells until it can. It may always be asked again.
 */
export async function produceLetter(engine: Engine, key: string, at: Instant): Promise<void> {
  const failure = await engine.database.transaction(async (tx): Promise<Error | undefined> => {
    const row = await tx.first<LetterRow>('SELECT dossier_id, kind, composed_from_seq, owed_at, awaits_signature, status, pdf, key_ref FROM letter WHERE key = $1 FOR UPDATE', [key]);
    if (row === undefined) {
      throw new Error(`Letter ${key} is not owed`);
    }
    if (row.status !== 'owed' || row.awaits_signature) {
      return undefined;
    }
    try {
      await tx.attempt(() => produce(engine, tx, key, row, at));
      return undefined;
    } catch (error) {
      if (isInstallationTrouble(error)) {
        throw error;
      }
      await tellOfFailure(tx, key, row.dossier_id, at);
      return error instanceof Error ? error : new Error(String(error));
    }
  });
  if (failure !== undefined) {
    throw failure;
  }
}

async function produce(engine: Engine, tx: Transaction, key: string, row: LetterRow, at: Instant): Promise<void> {
  const source = await letterSource(engine, tx, row);
  if (source === undefined) {
    await tx.run(`UPDATE letter SET status = 'withdrawn' WHERE key = $1`, [key]);
  } else {
    const pdf = await renderLetter(composeLetter(source));
    const sealed = await engine.vault.seal(tx, { agency: source.state.competentAgency, at }, `letter:${key}`, pdf);
    await tx.run(`UPDATE letter SET status = 'produced', produced_at = $2, pdf = $3, pdf_sha256 = $4, key_ref = $5 WHERE key = $1`, [
      key,
      at,
      sealed.ciphertext,
      createHash('sha256').update(pdf).digest('hex'),
      sealed.keyRef,
    ]);
  }
  await tx.run('UPDATE task SET done_at = $1 WHERE key = $2 AND done_at IS NULL', [at, failureTask(key)]);
}

/** A letter that cannot be composed is a promise nobody keeps: whoever answers for the dossier is told, once. */
async function tellOfFailure(tx: Transaction, key: string, dossierId: string, at: Instant): Promise<void> {
  const dossier = await tx.first<{ competent_agency: string }>('SELECT competent_agency FROM dossier WHERE id = $1', [dossierId]);
  await openTask(tx, { key: failureTask(key), kind: 'letter-failing' }, { dossierId, agency: dossier?.competent_agency ?? '', at, data: { letter: key } });
}

function failureTask(key: string): string {
  return `${key}:letter-failing`;
}

/** A produced letter's bytes, as they were produced; `undefined` when it is not produced or its data was erased. */
export async function readLetter(engine: Engine, key: string): Promise<Uint8Array | undefined> {
  return engine.database.transaction(async (tx) => {
    const row = await tx.first<Pick<LetterRow, 'pdf' | 'key_ref'>>('SELECT pdf, key_ref FROM letter WHERE key = $1', [key]);
    return row?.pdf == null || row.key_ref === null ? undefined : engine.vault.open(tx, row.key_ref, `letter:${key}`, row.pdf);
  });
}
