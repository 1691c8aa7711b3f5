import { randomUUID } from 'node:crypto';
import { draftOfRecord, flagsOf, type FlagValue, type Instant, instant, neededRules, type NeededRule, readPortalRecord, type RecordDraft, type RecordFlag } from '#domain';
import { recordedFeeVi } from '#vi';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { requestHash, stableText } from '../stable-text.js';
import { FIRST_ID } from '../first-id.js';
import { keepRequest, knownRequest } from './record-requests.js';

/** How a flag was settled: by taking over what the record says, what the rest of it suggests, or another value. */
export type FlagChoice = 'as-recorded' | 'as-suggested' | 'corrected';

/** The answer to a flag that counts: who chose which value when. */
export interface FlagAnswer {
  readonly choice: FlagChoice;
  readonly value: FlagValue;
  readonly at: Instant;
  readonly by: string;
}

/** A record on its way into the catalogue: what it says, what people settled, and what it cannot say. */
export interface RecordDraftView {
  readonly id: string;
  readonly recordHash: string;
  readonly importedAt: Instant;
  readonly importedBy: string;
  readonly draft: RecordDraft;
  readonly flags: readonly (RecordFlag & { readonly answer?: FlagAnswer })[];
  /** What a person must supply beside, whatever they carry over. */
  readonly needs: readonly NeededRule[];
  readonly published?: { readonly version: number; readonly at: Instant; readonly by: string };
}

/** A record in a list. */
export interface RecordDraftItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly importedAt: Instant;
  readonly importedBy: string;
  readonly flags: number;
  readonly openFlags: number;
  readonly publishedVersion: number | undefined;
}

/** Who imports a record, when, and under which key if the request may be repeated. */
export interface RecordAuthor {
  readonly at: Instant;
  readonly by: string;
  readonly idempotencyKey?: string;
}

/**
 * Keeps a record of the national portal, whole, with everything in it a person must confirm. The same record again is the same
 * draft, whoever brings it. Throws `NoProcedureRecordError` for what is no such record.
 */
export async function importProcedureRecord(engine: Pick<Engine, 'database' | 'sha256'>, record: unknown, { at, by, idempotencyKey }: RecordAuthor): Promise<{ readonly kind: 'imported' | 'known'; readonly id: string } | { readonly kind: 'key-conflict' }> {
  const read = readPortalRecord(record);
  const hash = engine.sha256(stableText(record));
  const request = idempotencyKey === undefined ? undefined : { actor: by, key: idempotencyKey, hash: requestHash(engine, { import: hash }) };
  return engine.database.transaction(async (tx) => {
    const made = request === undefined ? undefined : await knownRequest(tx, request);
    if (made !== undefined) {
      return made.draftId === undefined ? { kind: 'key-conflict' } : { kind: 'known', id: made.draftId };
    }
    const inserted = await tx.first<{ id: string }>(
      `INSERT INTO procedure_record_draft (id, code, name, record_hash, record, flags, imported_at, imported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (record_hash) DO NOTHING RETURNING id`,
      [randomUUID(), read.code, read.name, hash, JSON.stringify(record), JSON.stringify(flagsOf(read)), at, by],
    );
    const kept = inserted ?? (await tx.first<{ id: string }>('SELECT id FROM procedure_record_draft WHERE record_hash = $1', [hash]));
    if (kept === undefined) {
      throw new Error(`The record ${hash} was neither kept nor found`);
    }
    if (request !== undefined) {
      await keepRequest(tx, request, kept.id);
    }
    return { kind: inserted === undefined ? 'known' : 'imported', id: kept.id };
  });
}

interface DraftRow {
  readonly id: string;
  readonly record_hash: string;
  readonly record: unknown;
  readonly flags: readonly RecordFlag[];
  readonly imported_at: number;
  readonly imported_by: string;
  readonly published_version: number | null;
  readonly published_at: number | null;
  readonly published_by: string | null;
}

interface AnswerRow {
  readonly flag_id: string;
  readonly choice: FlagChoice;
  readonly value: FlagValue;
  readonly answered_at: number;
  readonly answered_by: string;
}

/** A record with its draft under the answers given so far, or `undefined` when there is none of this id. */
export async function readProcedureRecord(read: Reader, id: string): Promise<RecordDraftView | undefined> {
  const row = await read.first<DraftRow>('SELECT id, record_hash, record, flags, imported_at, imported_by, published_version, published_at, published_by FROM procedure_record_draft WHERE id = $1', [id]);
  if (row === undefined) {
    return undefined;
  }
  const answers = await read.rows<AnswerRow>('SELECT DISTINCT ON (flag_id) flag_id, choice, value, answered_at, answered_by FROM procedure_record_answer WHERE draft_id = $1 ORDER BY flag_id, number DESC', [id]);
  const known = new Map(answers.map((answer) => [answer.flag_id, answer]));
  const draft = draftOfRecord(readPortalRecord(row.record), new Map(answers.map(({ flag_id, value }) => [flag_id, value])), recordedFeeVi);
  const { published_version: version, published_at: at, published_by: by } = row;
  return {
    id: row.id,
    recordHash: row.record_hash,
    importedAt: instant(row.imported_at),
    importedBy: row.imported_by,
    draft,
    flags: row.flags.map((flag) => {
      const answer = known.get(flag.id);
      return { ...flag, ...(answer === undefined ? {} : { answer: { choice: answer.choice, value: answer.value, at: instant(answer.answered_at), by: answer.answered_by } }) };
    }),
    needs: neededRules(draft),
    ...(version === null || at === null || by === null ? {} : { published: { version, at: instant(at), by } }),
  };
}

interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly imported_at: number;
  readonly imported_by: string;
  readonly flags: number;
  readonly answered: number;
  readonly published_version: number | null;
}

/** Records in the order they were imported, from the one after `after` on. */
export async function listProcedureRecords(read: Reader, page: { readonly code?: string; readonly after?: { readonly at: number; readonly id: string }; readonly limit: number }): Promise<readonly RecordDraftItem[]> {
  const rows = await read.rows<ItemRow>(
    `SELECT d.id, d.code, d.name, d.imported_at, d.imported_by, json_array_length(d.flags) AS flags, d.published_version,
            (SELECT count(DISTINCT a.flag_id) FROM procedure_record_answer a WHERE a.draft_id = d.id)::integer AS answered
     FROM procedure_record_draft d WHERE (d.imported_at, d.id) > ($1, $2) AND ($3::text IS NULL OR d.code = $3) ORDER BY d.imported_at, d.id LIMIT $4`,
    [page.after?.at ?? 0, page.after?.id ?? FIRST_ID, page.code ?? null, page.limit],
  );
  return rows.map(({ id, code, name, imported_at, imported_by, flags, answered, published_version }) => ({
    id,
    code,
    name,
    importedAt: instant(imported_at),
    importedBy: imported_by,
    flags,
    openFlags: flags - answered,
    publishedVersion: published_version ?? undefined,
  }));
}
