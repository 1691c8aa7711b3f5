import { LetterFieldMissing, renderLetter } from '#letters';
import type { Engine } from '../engine.js';
import { composeLetter } from './compose-letter.js';
import { asStored, readLetter } from './letter-store.js';
import { letterSource, type OwedRow } from './owed-source.js';

/** What a preview came to: the file, or why there is none. */
export type LetterPreview =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array }
  | { readonly kind: 'field-missing'; readonly form: string; readonly field: string }
  | { readonly kind: 'awaits-signature' | 'gone' };

/**
 * The file a letter has, or would have if it were produced now; nothing is stored and nothing leaves the house. `gone`: there
 * is no such letter, it was withdrawn, or its data was erased. Throws when it cannot be composed for another reason than a missing field.
 */
export async function previewLetter(engine: Engine, key: string): Promise<LetterPreview> {
  const row = await engine.database.read.first<OwedRow & { awaits_signature: boolean; status: string }>(
    'SELECT dossier_id, kind, composed_from_seq, owed_at, awaits_signature, status FROM letter WHERE key = $1',
    [key],
  );
  if (row === undefined || row.status === 'withdrawn') {
    return { kind: 'gone' };
  }
  if (row.awaits_signature) {
    return { kind: 'awaits-signature' };
  }
  const produced = row.status === 'owed' ? undefined : await readLetter(engine, key);
  if (produced !== undefined) {
    return { kind: 'pdf', pdf: produced };
  }
  const source = row.status !== 'owed' ? undefined : await engine.database.transaction((tx) => letterSource(engine, tx, row));
  if (source === undefined) {
    return { kind: 'gone' };
  }
  try {
    return { kind: 'pdf', pdf: await renderLetter(asStored(composeLetter(source))) };
  } catch (error) {
    if (error instanceof LetterFieldMissing) {
      return { kind: 'field-missing', form: error.form, field: error.field };
    }
    throw error;
  }
}
