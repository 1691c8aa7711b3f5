import { randomUUID } from 'node:crypto';
import type { Actor, Instant } from '#domain';
import { readSurvey, type SipasCounts, type SurveyFault } from '#domain/figures';
import { SURVEY_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type ReadDocument, readUpload } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { hashOfContent } from '../files/files.js';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';

/** A survey of an agency's year as counted from its file. */
export interface SipasSurvey {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly format: string;
  readonly sha256: string;
  readonly counts: SipasCounts;
  readonly enteredBy: string;
  readonly enteredAt: Instant;
}

/** A survey file somebody enters under a key of theirs. */
export interface SurveyEntry {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly agency: string;
  readonly year: number;
  readonly content: Uint8Array;
  readonly at: Instant;
}

/** What entering a survey came to; `entered` again for a repeated key. */
export type SurveyEntered =
  | { readonly kind: 'entered'; readonly survey: SipasSurvey }
  | { readonly kind: 'unreadable'; readonly error: DocumentError }
  | { readonly kind: 'faulty'; readonly faults: readonly SurveyFault[] }
  | { readonly kind: 'key-conflict' };

interface Row {
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly format: string;
  readonly sha256: string;
  readonly results: SipasCounts;
  readonly entered_by: string;
  readonly entered_at: Instant;
  readonly request_hmac: string;
}

const COLUMNS = 'id, agency, year, format, sha256, results, entered_by, entered_at, request_hmac';

/** Counts a survey file and keeps both, the file sealed. A file with a wrong cell is not kept: every such cell is named. */
export async function enterSurvey(engine: Engine, { actor, idempotencyKey, agency, year, content, at }: SurveyEntry): Promise<SurveyEntered> {
  const document = await tablesOf(engine, content);
  if (document instanceof DocumentError) {
    return { kind: 'unreadable', error: document };
  }
  const reading = readSurvey(document.rows, SURVEY_WORDS);
  if (reading.kind === 'faulty') {
    return reading;
  }
  const sha256 = hashOfContent(content);
  const hmac = engine.vault.hmac('sipas-survey', stableText({ agency, year, sha256 }));
  return engine.database.transaction(async (tx) => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sipas-survey:${actor.subject}:${idempotencyKey}`]);
    const known = await tx.first<Row>(`SELECT ${COLUMNS} FROM sipas_survey WHERE entered_by = $1 AND idempotency_key = $2`, [actor.subject, idempotencyKey]);
    if (known !== undefined) {
      return known.request_hmac === hmac ? { kind: 'entered', survey: surveyOf(known) } : { kind: 'key-conflict' };
    }
    const id = randomUUID();
    const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency, at }, `sipas-survey:${id}`, Buffer.from(content));
    await tx.run(
      `INSERT INTO sipas_survey (id, agency, year, format, sha256, content, key_ref, results, entered_by, entered_at, idempotency_key, request_hmac)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [id, agency, year, document.format, sha256, ciphertext, keyRef, JSON.stringify(reading.counts), actor.subject, at, idempotencyKey, hmac],
    );
    return { kind: 'entered', survey: { id, agency, year, format: document.format, sha256, counts: reading.counts, enteredBy: actor.subject, enteredAt: at } };
  });
}

/** A survey by its identifier. */
export async function findSurvey(read: Pick<Reader, 'first'>, id: string): Promise<SipasSurvey | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM sipas_survey WHERE id = $1`, [id]);
  return row && surveyOf(row);
}

/** The survey of an agency's year that holds: the last one entered. */
export async function surveyOfYear(read: Pick<Reader, 'first'>, agency: string, year: number): Promise<SipasSurvey | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM sipas_survey WHERE agency = $1 AND year = $2 ORDER BY entered_at DESC, id DESC LIMIT 1`, [agency, year]);
  return row && surveyOf(row);
}

/** A page of the surveys of some agencies, the last entered first; replaced ones included. */
export async function listSurveys(
  read: Pick<Reader, 'rows'>,
  { agencies, year, before, limit }: { readonly agencies: readonly string[]; readonly year?: number; readonly before?: { readonly at: number; readonly id: string }; readonly limit: number },
): Promise<readonly SipasSurvey[]> {
  const rows = await read.rows<Row>(
    `SELECT ${COLUMNS} FROM sipas_survey WHERE agency = ANY($1) AND ($2::integer IS NULL OR year = $2) AND ($3::bigint IS NULL OR (entered_at, id) < ($3, $4::uuid))
     ORDER BY entered_at DESC, id DESC LIMIT $5`,
    [agencies, year ?? null, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map(surveyOf);
}

function surveyOf({ id, agency, year, format, sha256, results, entered_by, entered_at }: Row): SipasSurvey {
  return { id, agency, year, format, sha256, counts: results, enteredBy: entered_by, enteredAt: entered_at };
}

/** Tables of a document are read, not those of a text: a survey has cells. */
async function tablesOf(engine: Engine, content: Uint8Array): Promise<ReadDocument | DocumentError> {
  try {
    const document = await readUpload(engine, content);
    return document.format === 'docx' ? new DocumentError('unknown-format', 'A survey is an XLSX or CSV file') : document;
  } catch (error) {
    if (error instanceof DocumentError) {
      return error;
    }
    throw error;
  }
}
