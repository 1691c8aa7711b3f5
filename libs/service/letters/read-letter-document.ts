import { isEditable, renderDocx } from '#letters';
import type { Engine } from '../engine.js';
import { readLetterData } from './letter-store.js';

/**
 * A produced letter as a DOCX file, worded as its PDF is; `undefined` when it is not produced, its data was erased, or its
 * form is made as PDF only (DOCX: 04 and 05). The file is made anew each time: what was sent is the PDF.
 */
export async function readLetterDocument(engine: Engine, key: string): Promise<Uint8Array | undefined> {
  const letter = await readLetterData(engine, key);
  return letter === undefined || !isEditable(letter) ? undefined : renderDocx(letter);
}
