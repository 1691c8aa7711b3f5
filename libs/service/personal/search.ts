import type { Transaction } from '#persistence';
import { codeBegins } from '../dossiers/code-begins.js';
import type { Engine } from '../engine.js';
import type { ApplicantRecord } from './applicant.js';
import { openPersonal, type PersonalKind } from './personal-record.js';
import { decodeCursor, encodeCursor, type SearchPlace } from './search-cursor.js';
import { looksLikeCode, type Question, questionsOf, type Reading } from './search-question.js';

/** What somebody looks for. `scopes`: agency and province codes whose dossiers the asker may see. */
export interface SearchRequest {
  readonly text: string;
  readonly scopes: readonly string[];
  /** False: the text is read as a code and nothing else. */
  readonly people?: boolean;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/** A dossier found. `record` is absent once personal data was erased. */
export interface SearchHit {
  readonly dossierId: string;
  readonly code: string;
  readonly record?: ApplicantRecord;
}

/** A page of dossiers found, the most recently received first (by code: in order of code). */
export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** How the text was read; `undefined` when it found nothing under any reading. */
  readonly reading: Reading | undefined;
  /** Present when there may be more: also when the page is not full because the search stopped after looking at many rows. */
  readonly next?: string;
}

interface Candidate {
  readonly id: string;
  readonly code: string;
  readonly visible: boolean;
  readonly version: number | null;
  readonly kind: PersonalKind | null;
  readonly ciphertext: Buffer | null;
  readonly key_ref: string | null;
}

const COUNT_UP_TO = 1_000;
const ROWS_AT_ONCE = 100;
const ROWS_PER_PAGE = 2_000;
const VISIBLE = '(d.receiving_agency = ANY($1::text[]) OR d.competent_agency = ANY($1::text[]) OR d.province = ANY($1::text[]) OR d.holders && $1::text[])';
const COLUMNS = `d.id, d.code, p.version, p.kind, p.ciphertext, p.key_ref, ${VISIBLE} AS visible`;
const RECORD = 'LEFT JOIN personal_record p ON p.dossier_id = d.id AND p.version = d.personal_version';

/**
 * Finds dossiers by code, phone, identity number or name, without tone marks. The text is taken in its strictest reading
 * that finds anything. Throws `SearchCursorError` when `after` is not a cursor of this search.
 */
export async function searchDossiers(engine: Pick<Engine, 'database' | 'vault'>, request: SearchRequest): Promise<SearchPage> {
  const text = request.text.replaceAll('\0', '').trim();
  const place = request.after === undefined ? undefined : decodeCursor(request.after);
  return engine.database.transaction(async (tx) => {
    const search = new Search(engine, tx, request.scopes, request.limit);
    if (place === undefined || place.reading === 'code') {
      const page = await search.byCode(text, place);
      if (page.hits.length > 0 || place !== undefined) {
        return page;
      }
    }
    const questions = request.people === false ? [] : questionsOf(engine.vault, text);
    for (const question of questions.filter(({ reading }) => place === undefined || reading === place.reading)) {
      const page = await search.byPeople(question, place);
      if (page.hits.length > 0 || page.next !== undefined) {
        return page;
      }
    }
    return { hits: [], reading: undefined };
  });
}

class Search {
  constructor(
    private readonly engine: Pick<Engine, 'vault'>,
    private readonly tx: Transaction,
    private readonly scopes: readonly string[],
    private readonly limit: number,
  ) {}

  async byCode(text: string, place: SearchPlace | undefined): Promise<SearchPage> {
    const matches = looksLikeCode(text) ? `(${codeBegins('$2')} OR ${codeBegins('upper($2)')})` : 'd.code = $2';
    const rows = await this.tx.rows<Candidate>(
      `SELECT ${COLUMNS} FROM dossier d ${RECORD} WHERE ${matches} AND d.code > $3 AND ${VISIBLE} ORDER BY d.code LIMIT $4`,
      [this.scopes, text, place?.key ?? '', this.limit + 1],
    );
    const hits: SearchHit[] = [];
    for (const row of rows.slice(0, this.limit)) {
      hits.push(hitOf(row, await this.recordOf(row)));
    }
    const last = hits.at(-1);
    return { hits, reading: 'code', ...(rows.length > this.limit && last !== undefined ? { next: encodeCursor({ reading: 'code', key: last.code }) } : {}) };
  }

  async byPeople(question: Question, place: SearchPlace | undefined): Promise<SearchPage> {
    const token = await this.rarest(question.tokens);
    const hits: SearchHit[] = [];
    let after = place;
    for (let looked = 0; token !== undefined && looked < ROWS_PER_PAGE; looked += ROWS_AT_ONCE) {
      const rows = await this.candidates(token, after);
      for (const row of rows) {
        const record = row.visible ? await this.recordOf(row) : undefined;
        if (record !== undefined && question.matches(record)) {
          if (hits.length === this.limit) {
            return { hits, reading: question.reading, ...(after === undefined ? {} : { next: encodeCursor(after) }) };
          }
          hits.push(hitOf(row, record));
        }
        after = { reading: question.reading, key: row.id, receivedOn: row.received_on };
      }
      if (rows.length < ROWS_AT_ONCE) {
        return { hits, reading: question.reading };
      }
    }
    return { hits, reading: question.reading, ...(token === undefined || after === undefined ? {} : { next: encodeCursor(after) }) };
  }

  /** The token with the fewest rows in the scopes; `undefined` when one has none, for then nothing matches them all. */
  private async rarest(tokens: readonly string[]): Promise<string | undefined> {
    const row = await this.tx.first<{ token: string; n: number }>(
      `SELECT t.token::text AS token, (
         SELECT count(*) FROM (SELECT 1 FROM search_token s WHERE s.scope_id = ANY($1::text[]) AND s.token = t.token LIMIT ${String(COUNT_UP_TO)}) AS few
       ) AS n FROM unnest($2::bigint[]) AS t(token) ORDER BY n LIMIT 1`,
      [this.scopes, tokens],
    );
    return row === undefined || row.n === 0 ? undefined : row.token;
  }

  private async candidates(token: string, after: SearchPlace | undefined): Promise<readonly (Candidate & { readonly received_on: number })[]> {
    return this.tx.rows<Candidate & { readonly received_on: number }>(
      `SELECT ${COLUMNS}, found.received_on FROM (
         SELECT DISTINCT near.received_on, near.dossier_id FROM unnest($1::text[]) AS scope CROSS JOIN LATERAL (
           SELECT s.received_on, s.dossier_id FROM search_token s
           WHERE s.scope_id = scope AND s.token = $2 AND ($3::integer IS NULL OR (s.received_on, s.dossier_id) < ($3, $4::uuid))
           ORDER BY s.received_on DESC, s.dossier_id DESC LIMIT ${String(ROWS_AT_ONCE)}
         ) AS near ORDER BY near.received_on DESC, near.dossier_id DESC LIMIT ${String(ROWS_AT_ONCE)}
       ) AS found JOIN dossier d ON d.id = found.dossier_id ${RECORD}
       ORDER BY found.received_on DESC, found.dossier_id DESC`,
      [this.scopes, token, after?.receivedOn ?? null, after?.key ?? null],
    );
  }

  private async recordOf(row: Candidate): Promise<ApplicantRecord | undefined> {
    const { version, kind, ciphertext, key_ref } = row;
    if (version === null || kind === null || ciphertext === null || key_ref === null) {
      return undefined;
    }
    const { data } = await openPersonal(this.tx, this.engine.vault, row.id, { version, kind, ciphertext, key_ref });
    return data as unknown as ApplicantRecord;
  }
}

function hitOf(row: Candidate, record: ApplicantRecord | undefined): SearchHit {
  return { dossierId: row.id, code: row.code, ...(record === undefined ? {} : { record }) };
}
