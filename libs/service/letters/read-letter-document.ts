import { isEditable, renderDocx } from '#letters';
import type { Engine } from '../engine.js';
import { composeLetter } from './compose-letter.js';
import { letterSource } from './read-source.js';

/**
 * A produced letter as a DOCX file, worded as its PDF is; `undefined` when it is not produced, its data was erased, or its
 * form is made as PDF only (DOCX: 04 and 05). The file is made anew each time: what was sent is the PDF.
 */
export async function readLetterDocument(engine: Engine, key: string): Promise<Uint8Array | undefined> {
  const letter = await engine.database.transaction(async (tx) => {
    const row = await tx.first<{ dossier_id: string; composed_from_seq: number }>(`SELECT dossier_id, composed_from_seq FROM letter WHERE key = $1 AND produced_at IS NOT NULL AND status <> 'withdrawn'`, [key]);
    const source = row === undefined ? undefined : await letterSource(engine, tx, row.dossier_id, row.composed_from_seq);
    return source === undefined ? undefined : composeLetter(source);
  });
  return letter === undefined || !isEditable(letter) ? undefined : renderDocx(letter);
}
