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
