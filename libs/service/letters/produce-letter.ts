import type { Instant } from '#domain';
import { LetterFieldMissing, renderLetter } from '#letters';
import type { Transaction } from '#persistence';
import { withdrawLetters } from '../delivery/withdraw-letters.js';
import { openTask } from '../effects.js';
import type { Engine } from '../engine.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { enterDossier } from '../registers/enter-dossiers.js';
import { composeLetter } from './compose-letter.js';
import { holdDossierOf, tellOfSigned } from './letter-facts.js';
import { asStored, hashOf, storeLetter } from './letter-store.js';
import { numberLetter } from './number-letter.js';
import { letterSource, type OwedRow } from './owed-source.js';
import { signPdf } from './sign-pdf.js';

interface LetterRow extends OwedRow {
  readonly awaits_signature: boolean;
  readonly status: 'owed' | 'produced' | 'withdrawn';
}

/**
 * Produces an owed letter as a PDF, stores it encrypted with its hash and what it says, and marks it produced: once, whoever
 * asks however often, because the row is locked and its key is the letter's business identity. One that waits for a signature
 * is left as it is. Throws when the letter does not exist, when PostgreSQL fails, or when it cannot be composed; of the last a
 * task tells until it can, and names the field where one is missing. It may always be asked again.
 */
export async function produceLetter(engine: Engine, key: string, at: Instant): Promise<void> {
  await enterReceived(engine, key, at);
  const work = async (tx: Transaction): Promise<Error | undefined> => {
    await holdDossierOf(tx, key);
    const row = await tx.first<LetterRow>('SELECT dossier_id, kind, composed_from_seq, owed_at, awaits_signature, status FROM letter WHERE key = $1 FOR UPDATE', [key]);
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
      await tellOfFailure(tx, key, row.dossier_id, at, error);
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  const failure = await engine.database.transaction(work, 'produceLetter');
  if (failure !== undefined) {
    throw failure;
  }
}

/** A receipt names the dossier's line in the register, so it gets it now; in a transaction of its own, for all desks share the registers' lock. */
async function enterReceived(engine: Engine, key: string, at: Instant): Promise<void> {
  const receipt = await engine.database.read.first<{ dossier_id: string }>(`SELECT dossier_id FROM letter WHERE key = $1 AND form = '01'`, [key]);
  if (receipt !== undefined) {
    await enterDossier(engine, receipt.dossier_id, at);
  }
}

async function produce(engine: Engine, tx: Transaction, key: string, row: LetterRow, at: Instant): Promise<void> {
  const source = await letterSource(engine, tx, row);
  if (source === undefined) {
    await withdrawLetters(tx, [key], at);
  } else {
    const letter = asStored(await numberLetter(tx, source, composeLetter(source), { key, dossierId: row.dossier_id }));
    const { pdf, ...signature } = await signPdf(engine, await renderLetter(letter), source);
    await storeLetter(tx, engine, { key, letter, pdf, scope: { agency: source.state.competentAgency, at } }, at);
    await tellOfSigned(engine, tx, { key, dossierId: row.dossier_id, letter, sha256: hashOf(pdf), ...signature }, at);
  }
  await closeFailure(tx, key, at);
}

async function closeFailure(tx: Transaction, key: string, at: Instant): Promise<void> {
  await tx.run('UPDATE task SET done_at = $1 WHERE key = $2 AND done_at IS NULL', [at, failureTask(key)]);
}

/**
 * A letter that cannot be composed is a promise nobody keeps: whoever answers for the dossier is told, once, and sees what is
 * missing as it stands at the last try.
 */
async function tellOfFailure(tx: Transaction, key: string, dossierId: string, at: Instant, error: unknown): Promise<void> {
  const dossier = await tx.first<{ competent_agency: string }>('SELECT competent_agency FROM dossier WHERE id = $1', [dossierId]);
  const data = { letter: key, ...(error instanceof LetterFieldMissing ? { form: error.form, field: error.field } : {}) };
  await openTask(tx, { key: failureTask(key), kind: 'letter-failing' }, { dossierId, agency: dossier?.competent_agency ?? '', at, data });
  await tx.run('UPDATE task SET data = $2::text::json WHERE key = $1 AND data::text <> $2::text', [failureTask(key), JSON.stringify(data)]);
  await tx.run('UPDATE letter SET retry_now = FALSE WHERE key = $1 AND retry_now', [key]);
}

function failureTask(key: string): string {
  return `${key}:letter-failing`;
}
