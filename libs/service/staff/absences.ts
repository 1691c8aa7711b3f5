import { randomUUID } from 'node:crypto';
import { type AbsenceReason, type AbsenceSpan, formatLocalDate, type Instant, instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { findStaff, type StaffMember } from './directory.js';

/** An absence as it is entered. */
export interface AbsenceInput extends AbsenceSpan {
  readonly subject: string;
  readonly substitute?: string;
  readonly reason: AbsenceReason;
}

/** An absence as it stands; half open, epoch milliseconds. */
export interface Absence {
  readonly id: string;
  readonly subject: string;
  readonly agency: string;
  readonly from: number;
  readonly until: number;
  readonly substitute?: string;
  readonly reason: AbsenceReason;
  readonly enteredAt: number;
  readonly enteredBy: string;
  readonly cancelled?: { readonly at: number; readonly by: string };
}

/** What entering one came to. `overlaps` and `substitute-absent` name the absence that is in the way. */
export type AbsenceEntry =
  | { readonly kind: 'entered'; readonly absence: Absence }
  | { readonly kind: 'overlaps' | 'substitute-absent'; readonly other: Absence }
  | { readonly kind: 'key-conflict' | 'not-employed' | 'own-substitute' | 'unknown-substitute' | 'substitute-elsewhere' | 'substitute-not-employed' };

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly agency: string;
  readonly from_at: number;
  readonly until_at: number;
  readonly substitute: string | null;
  readonly reason: AbsenceReason;
  readonly entered_at: number;
  readonly entered_by: string;
  readonly request_hash: string;
  readonly cancelled_at: number | null;
  readonly cancelled_by: string | null;
}

const COLUMNS = 'id, subject, agency, from_at, until_at, substitute, reason, entered_at, entered_by, request_hash, cancelled_at, cancelled_by';

/**
 * Enters an absence, once for a key. Absences of one person never overlap, and a substitute works in the same agency and is
 * there the whole time. Throws when the person is not in the directory: the caller has asked who may enter it.
 */
export async function enterAbsence(engine: Pick<Engine, 'database'>, input: AbsenceInput, request: { readonly by: string; readonly key: string; readonly hash: string }, at: Instant): Promise<AbsenceEntry> {
  return engine.database.transaction(async (tx): Promise<AbsenceEntry> => {
    // In the order of their names, so that two entries about the same people never wait for each other.
    await tx.rows('SELECT 1 FROM staff WHERE subject = ANY($1) ORDER BY subject COLLATE "C" FOR UPDATE', [[input.subject, ...(input.substitute === undefined ? [] : [input.substitute])]]);
    const known = await tx.first<Row>(`SELECT ${COLUMNS} FROM staff_absence WHERE entered_by = $1 AND request_key = $2`, [request.by, request.key]);
    if (known !== undefined) {
      return known.request_hash === request.hash ? { kind: 'entered', absence: absenceOf(known) } : { kind: 'key-conflict' };
    }
    const person = await findStaff(tx, input.subject);
    if (person === undefined) {
      throw new Error('Who is absent is not in the directory');
    }
    const refused = (await refusalOfPerson(tx, person, input)) ?? (await refusalOfSubstitute(tx, person, input));
    if (refused !== undefined) {
      return refused;
    }
    const row = await tx.first<Row>(
      `INSERT INTO staff_absence (id, subject, agency, from_at, until_at, substitute, reason, entered_at, entered_by, request_key, request_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING ${COLUMNS}`,
      [randomUUID(), person.subject, person.agency, input.from, input.until, input.substitute ?? null, input.reason, at, request.by, request.key, request.hash],
    );
    if (row === undefined) {
      throw new Error('The absence was not written');
    }
    return { kind: 'entered', absence: absenceOf(row) };
  });
}

async function refusalOfPerson(tx: Transaction, person: StaffMember, span: AbsenceSpan): Promise<Exclude<AbsenceEntry, { kind: 'entered' }> | undefined> {
  if (!isEmployed(person, span)) {
    return { kind: 'not-employed' };
  }
  const other = await overlapping(tx, person.subject, span);
  return other === undefined ? undefined : { kind: 'overlaps', other };
}

async function refusalOfSubstitute(tx: Transaction, { subject, agency }: StaffMember, { substitute, ...span }: AbsenceInput): Promise<Exclude<AbsenceEntry, { kind: 'entered' }> | undefined> {
  if (substitute === undefined) {
    return undefined;
  }
  if (substitute === subject) {
    return { kind: 'own-substitute' };
  }
  const found = await findStaff(tx, substitute);
  if (found === undefined) {
    return { kind: 'unknown-substitute' };
  }
  if (found.agency !== agency) {
    return { kind: 'substitute-elsewhere' };
  }
  if (!isEmployed(found, span)) {
    return { kind: 'substitute-not-employed' };
  }
  const other = await overlapping(tx, substitute, span);
  return other === undefined ? undefined : { kind: 'substitute-absent', other };
}

/** An absence that ends at 24:00 ends on the day before. */
function isEmployed({ activeFrom, activeUntil }: StaffMember, { from, until }: AbsenceSpan): boolean {
  return activeFrom <= formatLocalDate(localDateOf(from)) && (activeUntil === undefined || formatLocalDate(localDateOf(instant(until - 1))) <= activeUntil);
}

async function overlapping(tx: Transaction, subject: string, { from, until }: AbsenceSpan): Promise<Absence | undefined> {
  const row = await tx.first<Row>(`SELECT ${COLUMNS} FROM staff_absence WHERE subject = $1 AND cancelled_at IS NULL AND from_at < $3 AND until_at > $2 ORDER BY from_at LIMIT 1`, [subject, from, until]);
  return row && absenceOf(row);
}

/** An absence by its id. */
export async function findAbsence(read: Reader, id: string): Promise<Absence | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM staff_absence WHERE id = $1`, [id]);
  return row && absenceOf(row);
}

/** Cancels an absence; the first cancelling stays. `undefined` where there is none. */
export async function cancelAbsence(tx: Pick<Transaction, 'first' | 'rows' | 'run'>, id: string, by: string, at: Instant): Promise<Absence | undefined> {
  await tx.run('UPDATE staff_absence SET cancelled_at = $2, cancelled_by = $3 WHERE id = $1 AND cancelled_at IS NULL', [id, at, by]);
  return findAbsence(tx, id);
}

/** Which absences a page lists. */
export interface AbsenceQuery {
  readonly agencies: readonly string[];
  readonly subject?: string;
  /** Only those that touch this time. */
  /** Whose absences are asked for wherever they were entered. */
  readonly own?: string;
  readonly from?: number;
  readonly until?: number;
  readonly after?: { readonly at: number; readonly key: string };
  readonly limit: number;
}

/** A page of absences by their beginning, cancelled ones included. */
export async function listAbsences(read: Reader, { agencies, subject, own, from, until, after, limit }: AbsenceQuery): Promise<readonly Absence[]> {
  const rows = await read.rows<Row>(
    `SELECT ${COLUMNS} FROM staff_absence WHERE (agency = ANY($1) OR subject = $8) AND ($2::text IS NULL OR subject = $2) AND ($3::bigint IS NULL OR until_at > $3) AND ($4::bigint IS NULL OR from_at < $4)
       AND ($5::bigint IS NULL OR (from_at, id) > ($5, $6::uuid)) ORDER BY from_at, id LIMIT $7`,
    [agencies, subject ?? null, from ?? null, until ?? null, after?.at ?? null, after?.key ?? null, limit, own ?? null],
  );
  return rows.map(absenceOf);
}

function absenceOf(row: Row): Absence {
  return {
    id: row.id,
    subject: row.subject,
    agency: row.agency,
    from: row.from_at,
    until: row.until_at,
    ...(row.substitute === null ? {} : { substitute: row.substitute }),
    reason: row.reason,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
    ...(row.cancelled_at === null || row.cancelled_by === null ? {} : { cancelled: { at: row.cancelled_at, by: row.cancelled_by } }),
  };
}

/** Those in whose recorded absence somebody is the substitute at a moment. */
export async function standsInFor(read: Pick<Reader, 'rows'>, substitute: string, at: Instant): Promise<readonly string[]> {
  const rows = await read.rows<{ subject: string }>('SELECT subject FROM staff_absence WHERE substitute = $1 AND cancelled_at IS NULL AND from_at <= $2 AND until_at > $2', [substitute, at]);
  return rows.map(({ subject }) => subject);
}
