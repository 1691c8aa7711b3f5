import { formatLocalDate, type LocalDate } from '#domain';
import type { MorningLine } from '#domain/figures';
import type { QueueRequest } from '../dossiers/queues.js';
import type { Reader } from '../rule-book.js';
import type { MorningCounts } from './morning-lines.js';

/** Whose lines of a morning that was listed are asked for. */
export interface StoredQuestion {
  readonly day: LocalDate;
  readonly scope: QueueRequest['scope'];
  readonly officer?: string;
}

/** Where a page of stored lines goes on: after this line of this agency's list. */
export interface StoredKey {
  readonly agency: string;
  readonly place: number;
}

/** A stored line with its place in the list of its agency. */
export interface StoredLine {
  readonly place: number;
  readonly line: MorningLine;
}

/** A list as it stood. */
export interface StoredList extends MorningCounts {
  readonly agency: string;
  readonly day: LocalDate;
  readonly madeAt: number;
  readonly soonUntil: number;
  /** SHA-256 of its lines, each ended by a line feed. */
  readonly contentHash: string;
}

const WITHIN = `day = $1 AND ($2::text IS NULL OR province = $2) AND ($2::text IS NOT NULL OR agencies && $3::text[]) AND ($4::text IS NULL OR $4 = ANY(officers))`;

function parametersOf({ day, scope, officer }: StoredQuestion): readonly unknown[] {
  return [day, 'province' in scope ? scope.province : null, 'agencies' in scope ? scope.agencies : [], officer ?? null];
}

/** A page of the lines of a morning as they stood, by agency and place. */
export async function listStoredMorning(read: Pick<Reader, 'rows'>, question: StoredQuestion, { limit, after = { agency: '', place: 0 } }: { readonly limit: number; readonly after?: StoredKey }): Promise<readonly StoredLine[]> {
  return read.rows<StoredLine>(
    `SELECT place, content AS line FROM morning_line WHERE ${WITHIN} AND (agency COLLATE "C", place) > ($5, $6::integer) ORDER BY agency COLLATE "C", place LIMIT $7`,
    [...parametersOf(question), after.agency, after.place, limit],
  );
}

/** How many lines a stored list has for somebody. */
export async function countStoredMorning(read: Pick<Reader, 'first'>, question: StoredQuestion): Promise<MorningCounts> {
  const row = await read.first<MorningCounts>(`SELECT count(*) FILTER (WHERE late) AS late, count(*) FILTER (WHERE NOT late) AS soon FROM morning_line WHERE ${WITHIN}`, parametersOf(question));
  return row ?? { late: 0, soon: 0 };
}

/**
 * How many lines of a day's stored lists each of some people has, in their order: what `countStoredMorning` says of each, by one statement that
 * reads the lines of the day once however many people ask. Whoever sees the same is counted once.
 */
export async function countStoredMornings(read: Pick<Reader, 'rows'>, day: LocalDate, asked: readonly Omit<StoredQuestion, 'day'>[]): Promise<readonly MorningCounts[]> {
  const keys = asked.map((question) => JSON.stringify(question));
  const distinct = [...new Map(asked.map((question, index) => [keys[index] ?? '', question]))];
  const rows = await read.rows<MorningCounts & { readonly place: number }>(
    `WITH asker AS MATERIALIZED (
       SELECT place, province, ARRAY(SELECT json_array_elements_text(agencies::json)) AS agencies, officer FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS given (province, agencies, officer, place)
     ), line AS MATERIALIZED (
       SELECT province, agencies, officers, late FROM morning_line WHERE day = $1
     ), seen AS (
       SELECT asker.place, line.late FROM line CROSS JOIN LATERAL unnest(line.officers) AS holder JOIN asker ON asker.officer = holder
       WHERE (asker.province IS NULL OR line.province = asker.province) AND (asker.province IS NOT NULL OR line.agencies && asker.agencies)
       UNION ALL
       SELECT asker.place, line.late FROM asker JOIN line ON line.province = asker.province WHERE asker.officer IS NULL
       UNION ALL
       SELECT asker.place, line.late FROM asker JOIN line ON line.agencies && asker.agencies WHERE asker.officer IS NULL AND asker.province IS NULL
     )
     SELECT place, count(*) FILTER (WHERE late) AS late, count(*) FILTER (WHERE NOT late) AS soon FROM seen GROUP BY place`,
    [
      day,
      distinct.map(([, { scope }]) => ('province' in scope ? scope.province : null)),
      distinct.map(([, { scope }]) => JSON.stringify('agencies' in scope ? scope.agencies : [])),
      distinct.map(([, { officer }]) => officer ?? null),
    ],
  );
  const counts = new Map(rows.map(({ place, late, soon }) => [distinct[place - 1]?.[0], { late, soon }]));
  return keys.map((key) => counts.get(key) ?? { late: 0, soon: 0 });
}

/** Whether any agency's list was made on a day: on a day off there is none, which is another answer than an empty one. */
export async function isMorningMade(read: Pick<Reader, 'first'>, day: LocalDate): Promise<boolean> {
  return (await read.first('SELECT FROM morning_list WHERE day = $1 LIMIT 1', [day])) !== undefined;
}

/** The lists of some agencies on a day, in code order; an agency without one did not work that day, or its list is not made. */
export async function listsOfMorning(read: Pick<Reader, 'rows'>, agencies: readonly string[], day: LocalDate): Promise<readonly StoredList[]> {
  return read.rows<StoredList>(
    `SELECT agency, day, made_at AS "madeAt", soon_until AS "soonUntil", late, soon, content_hash AS "contentHash" FROM morning_list
     WHERE day = $1 AND agency = ANY($2) ORDER BY agency COLLATE "C"`,
    [day, agencies],
  );
}

/** Somebody who was told of a morning's list: when, what it counted for them, when it was mailed and read. */
export interface ToldPerson extends MorningCounts {
  readonly subject: string;
  readonly agency: string;
  readonly toldAt: number;
  readonly shownAt: number | null;
  readonly mailedAt: number | null;
  readonly readAt: number | null;
}

/** Who of some agencies was told of the list of a day, in the order of their identifiers; `subject`: that person alone. */
export async function listMorningTold(read: Pick<Reader, 'rows'>, question: { readonly day: LocalDate; readonly agencies: readonly string[]; readonly subject?: string; readonly limit: number; readonly after?: string }): Promise<readonly ToldPerson[]> {
  return read.rows<ToldPerson>(
    `SELECT t.subject, s.agency, t.told_at AS "toldAt", t.late, t.soon, n.visible_at AS "shownAt", CASE WHEN m.status = 'sent' THEN m.settled_at END AS "mailedAt", n.read_at AS "readAt"
     FROM morning_told t JOIN staff s ON s.subject = t.subject
     LEFT JOIN staff_notice n ON n.key = 'morning-list:' || $2::text || ':' || t.subject LEFT JOIN staff_mail m ON m.message_id = n.mail_id
     WHERE t.day = $1 AND s.agency = ANY($3) AND ($4::text IS NULL OR t.subject = $4) AND t.subject COLLATE "C" > $5 ORDER BY t.subject COLLATE "C" LIMIT $6`,
    [question.day, formatLocalDate(question.day), question.agencies, question.subject ?? null, question.after ?? '', question.limit],
  );
}
