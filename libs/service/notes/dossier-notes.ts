import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';

/** Most notes of one dossier: more is a conversation, and belongs elsewhere. */
export const NOTE_LIMIT = 200;

/** A note on a dossier. Epoch milliseconds. */
export interface DossierNote {
  readonly number: number;
  readonly by: string;
  readonly role: string;
  readonly at: number;
  /** Absent once it went with the personal data of the dossier. */
  readonly text: string | null;
}

/** What writing a note came to; the same for a repeated key. */
export type NoteOutcome = { readonly kind: 'written'; readonly note: DossierNote } | { readonly kind: 'key-conflict' | 'too-many' | 'erased' };

interface Row {
  readonly dossier_id: string;
  readonly number: number;
  readonly by: string;
  readonly role: string;
  readonly at: number;
  readonly content: Buffer | null;
  readonly key_ref: string | null;
}

const SELECT = 'SELECT dossier_id, number, noted_by AS by, noted_role AS role, noted_at AS at, content, key_ref FROM dossier_note';

/**
 * Writes a note after those that stand; none is ever changed, a correction is another note. Its words are sealed under the data key of the
 * agency that decides and go with the dossier's personal data; nothing is written about a dossier that was erased.
 */
export async function writeNote(engine: Pick<Engine, 'database' | 'vault'>, dossierId: string, { actor, key, text }: { readonly actor: Actor; readonly key: string; readonly text: string }, at: Instant): Promise<NoteOutcome> {
  return engine.database.transaction(async (tx): Promise<NoteOutcome> => {
    // Numbers follow each other, and an erasure, which holds the row, leaves no note behind it.
    const dossier = await tx.first<{ agency: string; erased: boolean }>(
      `SELECT competent_agency AS agency, EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = d.id AND e.type = 'PersonalDataErased') AS erased FROM dossier d WHERE id = $1 FOR UPDATE`,
      [dossierId],
    );
    const known = await tx.first<Row>(`${SELECT} WHERE noted_by = $1 AND request_key = $2`, [actor.subject, key]);
    if (known !== undefined) {
      const note = await opened(engine, tx, known);
      return known.dossier_id === dossierId && (note.text === null || note.text === text) ? { kind: 'written', note } : { kind: 'key-conflict' };
    }
    if (dossier === undefined || dossier.erased) {
      return { kind: 'erased' };
    }
    const number = ((await tx.first<{ n: number | null }>('SELECT max(number) AS n FROM dossier_note WHERE dossier_id = $1', [dossierId]))?.n ?? 0) + 1;
    if (number > NOTE_LIMIT) {
      return { kind: 'too-many' };
    }
    const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: dossier.agency, at }, contextOf(dossierId, number), Buffer.from(text, 'utf8'));
    await tx.run('INSERT INTO dossier_note (dossier_id, number, noted_by, noted_role, noted_at, request_key, content, key_ref) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      dossierId, number, actor.subject, actor.role, at, key, ciphertext, keyRef,
    ]);
    return { kind: 'written', note: { number, by: actor.subject, role: actor.role, at, text } };
  }, 'writeNote');
}

/** The notes of a dossier from `after` on, in order. */
export async function listNotesOf({ database: { read }, vault }: Pick<Engine, 'database' | 'vault'>, dossierId: string, { after, limit }: { readonly after?: number; readonly limit: number }): Promise<readonly DossierNote[]> {
  const rows = await read.rows<Row>(`${SELECT} WHERE dossier_id = $1 AND number > $2 ORDER BY number LIMIT $3`, [dossierId, after ?? 0, limit]);
  return Promise.all(rows.map((row) => opened({ vault }, read, row)));
}

/** Takes the words of a dossier's notes; who noted something and when stays. */
export async function eraseNotes(tx: Pick<Transaction, 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run('UPDATE dossier_note SET content = NULL, key_ref = NULL, erased_at = $2 WHERE dossier_id = $1 AND erased_at IS NULL', [dossierId, at]);
}

async function opened({ vault }: Pick<Engine, 'vault'>, tx: Parameters<Engine['vault']['open']>[0], { dossier_id: dossierId, content, key_ref: keyRef, ...note }: Row): Promise<DossierNote> {
  const text = content === null || keyRef === null ? null : (await vault.open(tx, keyRef, contextOf(dossierId, note.number), content)).toString('utf8');
  return { ...note, text };
}

/** The place a note is sealed for. */
function contextOf(dossierId: string, number: number): string {
  return `dossier-note:${dossierId}:${String(number)}`;
}
