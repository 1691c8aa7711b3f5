import { createHash } from 'node:crypto';
import type { Instant } from '#domain';
import { type Letter, renderLetter } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { SealedDataError } from '../vault/cipher.js';
import type { SealScope } from '../vault/vault.js';

type Storing = Pick<Engine, 'vault'>;

/** A letter as it reads back from its stored text: what is drawn today and what is drawn again from storage are the same value. */
export function asStored(letter: Letter): Letter {
  return JSON.parse(stableText(letter)) as Letter;
}

/** SHA-256 of a file, in lower-case hex. */
export function hashOf(pdf: Uint8Array): string {
  return createHash('sha256').update(pdf).digest('hex');
}

/**
 * Marks a letter as produced with what it says and its file, both encrypted. The file is kept once for equal bytes under one
 * data key, that is of one agency and year: bytes equal across keys are kept for each, so that no key opens another's letters.
 */
export async function storeLetter(tx: Transaction, { vault }: Storing, { key, letter, pdf, scope }: { readonly key: string; readonly letter: Letter; readonly pdf: Uint8Array; readonly scope: SealScope }, at: Instant): Promise<void> {
  const sha256 = hashOf(pdf);
  const data = await vault.seal(tx, scope, dataPlace(key), Buffer.from(stableText(letter), 'utf8'));
  const place = `letter-content:${sha256}`;
  const content = await vault.seal(tx, scope, place, pdf);
  await tx.run('INSERT INTO letter_content (sha256, key_ref, sealed_for, ciphertext) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [sha256, content.keyRef, place, content.ciphertext]);
  await tx.run(
    `UPDATE letter SET status = 'produced', produced_at = $2, pdf_sha256 = $3, content_key_ref = $4, template_id = $5, data = $6, key_ref = $7, retry_now = FALSE WHERE key = $1`,
    [key, at, sha256, content.keyRef, letter.template.version, data.ciphertext, data.keyRef],
  );
}

interface ContentRow {
  readonly sha256: string;
  readonly key_ref: string;
  readonly sealed_for: string;
  readonly ciphertext: Buffer;
}

/**
 * A produced letter's file, byte for byte as it was produced; `undefined` when it is not produced or was erased.
 * @throws SealedDataError when the stored file is not the one whose hash the letter holds
 */
export async function readLetter(engine: Engine, key: string): Promise<Uint8Array | undefined> {
  return engine.database.transaction(async (tx) => {
    const row = await tx.first<ContentRow>(
      'SELECT c.sha256, c.key_ref, c.sealed_for, c.ciphertext FROM letter l JOIN letter_content c ON c.sha256 = l.pdf_sha256 AND c.key_ref = l.content_key_ref WHERE l.key = $1',
      [key],
    );
    if (row === undefined) {
      return undefined;
    }
    const pdf = await engine.vault.open(tx, row.key_ref, row.sealed_for, row.ciphertext);
    if (hashOf(pdf) !== row.sha256) {
      throw new SealedDataError(`letter ${key}: the stored file has another hash than ${row.sha256}`);
    }
    return pdf;
  });
}

/** What a produced letter says; `undefined` when it is not produced, was erased, or is older than such data was kept. */
export async function readLetterData(engine: Engine, key: string): Promise<Letter | undefined> {
  return engine.database.transaction(async (tx) => {
    const row = await tx.first<{ data: Buffer | null; key_ref: string | null }>('SELECT data, key_ref FROM letter WHERE key = $1', [key]);
    return row?.data == null || row.key_ref === null ? undefined : opened(await engine.vault.open(tx, row.key_ref, dataPlace(key), row.data));
  });
}

/** A slip as the desk prints it. */
interface Slip {
  /** Identity of what it says: printed again under the same key it says the same. */
  readonly key: string;
  readonly dossierId: string;
  readonly scope: SealScope;
}

/**
 * The file of a slip printed at the desk. The first print keeps what it says; every later one is drawn from that, with the same
 * text and layout whatever templates and catalogue say by then, and the same bytes within a release.
 */
export async function printSlip(tx: Transaction, { vault }: Storing, { key, dossierId, scope }: Slip, compose: () => Letter): Promise<Uint8Array> {
  const known = await tx.first<{ data: Buffer; key_ref: string }>('SELECT data, key_ref FROM printed_slip WHERE key = $1', [key]);
  if (known !== undefined) {
    return renderLetter(opened(await vault.open(tx, known.key_ref, dataPlace(key), known.data)));
  }
  const letter = asStored(compose());
  const pdf = await renderLetter(letter);
  const { ciphertext, keyRef } = await vault.seal(tx, scope, dataPlace(key), Buffer.from(stableText(letter), 'utf8'));
  await tx.run('INSERT INTO printed_slip (key, dossier_id, form, template_id, data, key_ref, pdf_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [
    key,
    dossierId,
    letter.form,
    letter.template.version,
    ciphertext,
    keyRef,
    hashOf(pdf),
  ]);
  return pdf;
}

/**
 * Takes what a dossier's letters and slips say out of the database, with their files unless a letter of another dossier still
 * refers to the same one. Hashes stay: they name nobody, and the ledger may hold them.
 */
export async function eraseLetters(tx: Pick<Transaction, 'run'>, dossierId: string): Promise<void> {
  await tx.run('DELETE FROM printed_slip WHERE dossier_id = $1', [dossierId]);
  await tx.run(
    `WITH erased AS (SELECT DISTINCT pdf_sha256, content_key_ref FROM letter WHERE dossier_id = $1 AND content_key_ref IS NOT NULL),
     let_go AS (
       UPDATE letter SET data = NULL, key_ref = NULL, content_key_ref = NULL, retry_now = FALSE
       WHERE dossier_id = $1
     )
     DELETE FROM letter_content c USING erased e
     WHERE c.sha256 = e.pdf_sha256 AND c.key_ref = e.content_key_ref
       AND NOT EXISTS (SELECT FROM letter l WHERE l.pdf_sha256 = c.sha256 AND l.content_key_ref = c.key_ref AND l.dossier_id <> $1)`,
    [dossierId],
  );
}

function dataPlace(key: string): string {
  return `letter-data:${key}`;
}

function opened(data: Uint8Array): Letter {
  return JSON.parse(Buffer.from(data).toString('utf8')) as Letter;
}
