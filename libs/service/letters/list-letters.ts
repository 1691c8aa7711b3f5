import type { Engine } from '../engine.js';

/** A letter owed to a dossier. */
export interface LetterEntry {
  readonly key: string;
  readonly kind: string;
  readonly form: string;
  readonly promise: number | null;
  readonly owed_at: number;
  readonly status: string;
  readonly produced_at: number | null;
  readonly pdf_sha256: string | null;
}

/** The letters of a dossier, oldest first. */
export async function listLetters(engine: Engine, code: string): Promise<readonly LetterEntry[]> {
  return engine.database.read.rows<LetterEntry>(
    `SELECT l.key, l.kind, l.form, l.promise, l.owed_at, l.status, l.produced_at, l.pdf_sha256
     FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE d.code = $1 ORDER BY l.owed_at, l.key`,
    [code],
  );
}
