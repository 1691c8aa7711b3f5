import type { Engine } from '../engine.js';
import { readCaseRecords } from '../cases/case-records.js';
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

interface Row {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly subject: string;
  readonly received_at: number;
  readonly published_at: number;
  readonly published_version: number;
}

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
    `SELECT c.id, c.code, c.agency, f.subject, f.received_at, f.published_at, f.published_version FROM feedback f JOIN deadline_case c ON c.id = f.case_id
     WHERE f.published_at IS NOT NULL AND ($1::text IS NULL OR c.agency = $1) AND ($2::bigint IS NULL OR (f.published_at, c.id) < ($2, $3::uuid))
     ORDER BY f.published_at DESC, c.id DESC LIMIT $4`,
    [agency ?? null, after?.at ?? null, after?.key ?? null, limit],
  );
  const answers: PublicAnswer[] = [];
  for (const { id, published_version, received_at, published_at, ...row } of rows) {
    const words = publicWordsOf((await readCaseRecords(read, engine.vault, id)).get(published_version));
    if (words !== undefined) {
      answers.push({ ...row, receivedAt: received_at, publishedAt: published_at, words, key: { at: published_at, key: id } });
    }
  }
  const last = rows.at(-1);
  return { answers, ...(last === undefined ? {} : { last: { at: last.published_at, key: last.id } }), isFull: rows.length === limit };
}
