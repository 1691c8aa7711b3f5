import type { Engine } from '../engine.js';
import { openCaseRecord, type StoredCaseRecord } from '../cases/case-records.js';
import { type PublicWords, publicWordsOf } from './publication-words.js';

/** An answer as everybody may read it: nothing but approved words. */
export interface PublicAnswer {
  readonly code: string;
  readonly agency: string;
  readonly subject: string;
  readonly receivedAt: number;
  readonly publishedAt: number;
  readonly words: PublicWords;
  readonly key: { readonly at: number; readonly key: string };
}

interface AnswerRow {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly subject: string;
  readonly received_at: number;
  readonly published_at: number;
}

/** A published answer with the record of its words, unless that was erased. */
type Row = AnswerRow & (StoredCaseRecord | { readonly version: null });

/** What a page of published answers asks for. */
interface PublicAnswersQuery {
  readonly agency?: string;
  readonly limit: number;
  readonly after?: PublicAnswer['key'];
}

/**
 * Published answers, the newest first. One stays while its feedback is taken up again, until the next is published; words that
 * were erased are left out, and `last` names where the page ended all the same.
 */
export async function listPublicAnswers(engine: Engine, { agency, limit, after }: PublicAnswersQuery): Promise<{ readonly answers: readonly PublicAnswer[]; readonly last?: PublicAnswer['key']; readonly isFull: boolean }> {
  const { read } = engine.database;
  const rows = await read.rows<Row>(
    `SELECT c.id, c.code, c.agency, f.subject, f.received_at, f.published_at, r.version, r.kind, r.ciphertext, r.key_ref
     FROM feedback f JOIN deadline_case c ON c.id = f.case_id LEFT JOIN case_record r ON r.case_id = f.case_id AND r.version = f.published_version
     WHERE f.published_at IS NOT NULL AND ($1::text IS NULL OR c.agency = $1) AND ($2::bigint IS NULL OR (f.published_at, c.id) < ($2, $3::uuid))
     ORDER BY f.published_at DESC, c.id DESC LIMIT $4`,
    [agency ?? null, after?.at ?? null, after?.key ?? null, limit],
  );
  const answers: PublicAnswer[] = [];
  for (const row of rows) {
    const words = publicWordsOf(row.version === null ? undefined : await openCaseRecord(read, engine.vault, row.id, row));
    if (words !== undefined) {
      answers.push({ code: row.code, agency: row.agency, subject: row.subject, receivedAt: row.received_at, publishedAt: row.published_at, words, key: { at: row.published_at, key: row.id } });
    }
  }
  const last = rows.at(-1);
  return { answers, ...(last === undefined ? {} : { last: { at: last.published_at, key: last.id } }), isFull: rows.length === limit };
}
