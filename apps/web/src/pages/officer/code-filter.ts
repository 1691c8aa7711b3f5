import { dossierCodeIn } from '../../shell/scanned.js';

/** What the server takes for the beginning of a code, and with a mark between its parts: a word with a digit may be part of a name. */
const BEGINNING = /^(?=.*[A-Za-z])(?=.*\d)(?=.*[._:/-])[A-Za-z0-9._:/-]{3,80}$/;

/** The beginning of a dossier's code in what was typed or scanned. Undefined: it is something else, perhaps somebody's name, and has no place in an address. */
export function codeBeginningIn(text: string): string | undefined {
  const typed = text.trim();
  return dossierCodeIn(typed) ?? (BEGINNING.test(typed) ? typed : undefined);
}
