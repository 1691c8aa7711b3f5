import type { Actor, Instant, Role } from '#domain';
import type { Transaction } from '#persistence';
import type { Reader } from '../rule-book.js';

/** Somebody of an agency. Days are local, `YYYY-MM-DD`. */
export interface StaffMember {
  /** The identifier the person signs in with. */
  readonly subject: string;
  readonly agency: string;
  readonly role: Role;
  readonly name: string;
  readonly position: string;
  readonly email?: string;
  /** Whether notices go out by e-mail as well. */
  readonly mailWanted: boolean;
  readonly activeFrom: string;
  /** The last day, included; absent while nobody knows it. */
  readonly activeUntil?: string;
  /** Who leads them; absent: the only head of the agency, if there is one. */
  readonly superior?: string;
}

interface Row {
  readonly subject: string;
  readonly agency: string;
  readonly role: Role;
  readonly name: string;
  readonly position: string;
  readonly email: string | null;
  readonly mail_wanted: boolean;
  readonly active_from: string;
  readonly active_until: string | null;
  readonly superior: string | null;
}

const COLUMNS = 'subject, agency, role, name, position, email, mail_wanted, active_from, active_until, superior';

/** Enters people, or brings what is known of them up to date; the same again changes nothing. */
export async function putStaff(tx: Pick<Transaction, 'run'>, members: readonly StaffMember[], by: Pick<Actor, 'subject'>, at: Instant): Promise<void> {
  await writeStaff(tx, members, by.subject, at, `UPDATE SET (agency, role, name, position, email, mail_wanted, active_from, active_until, superior, changed_at, changed_by)
       = (excluded.agency, excluded.role, excluded.name, excluded.position, excluded.email, excluded.mail_wanted, excluded.active_from, excluded.active_until, excluded.superior, excluded.changed_at, excluded.changed_by)`);
}

/** Enters people nobody has entered yet; what is known of others stands. */
export async function introduceStaff(tx: Pick<Transaction, 'run'>, members: readonly StaffMember[], by: string, at: Instant): Promise<void> {
  await writeStaff(tx, members, by, at, 'NOTHING');
}

async function writeStaff(tx: Pick<Transaction, 'run'>, members: readonly StaffMember[], by: string, at: Instant, otherwise: string): Promise<void> {
  await tx.run(
    `INSERT INTO staff (${COLUMNS}, changed_at, changed_by)
     SELECT given.*, $1, $2 FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::text[], $12::text[]) AS given
     ON CONFLICT (subject) DO ${otherwise}`,
    [
      at,
      by,
      members.map(({ subject }) => subject),
      members.map(({ agency }) => agency),
      members.map(({ role }) => role),
      members.map(({ name }) => name),
      members.map(({ position }) => position),
      members.map(({ email }) => email ?? null),
      members.map(({ mailWanted }) => mailWanted),
      members.map(({ activeFrom }) => activeFrom),
      members.map(({ activeUntil }) => activeUntil ?? null),
      members.map(({ superior }) => superior ?? null),
    ],
  );
}

/** Says on which day somebody is active for the last time; `undefined` for nobody known. People are ended, never deleted. */
export async function endStaff(tx: Pick<Transaction, 'first'>, subject: string, lastDay: string, by: Pick<Actor, 'subject'>, at: Instant): Promise<StaffMember | 'before-begin' | undefined> {
  const known = await findStaff(tx, subject);
  if (known === undefined || lastDay < known.activeFrom) {
    return known && 'before-begin';
  }
  const row = await tx.first<Row>(
    `UPDATE staff SET active_until = $2, changed_at = CASE WHEN active_until IS NOT DISTINCT FROM $2 THEN changed_at ELSE $3 END,
       changed_by = CASE WHEN active_until IS NOT DISTINCT FROM $2 THEN changed_by ELSE $4 END
     WHERE subject = $1 RETURNING ${COLUMNS}`,
    [subject, lastDay, at, by.subject],
  );
  return row && memberOf(row);
}

/** Somebody by the identifier the person signs in with. */
export async function findStaff(read: Pick<Reader, 'first'>, subject: string): Promise<StaffMember | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM staff WHERE subject = $1`, [subject]);
  return row && memberOf(row);
}

/** A page of the people of some agencies, ended ones included, in the order of their identifiers. */
export async function listStaff(read: Pick<Reader, 'rows'>, request: { readonly agencies: readonly string[]; readonly after?: string; readonly limit: number }): Promise<readonly StaffMember[]> {
  const rows = await read.rows<Row>(`SELECT ${COLUMNS} FROM staff WHERE agency = ANY($1) AND subject COLLATE "C" > $2 ORDER BY subject COLLATE "C" LIMIT $3`, [
    request.agencies,
    request.after ?? '',
    request.limit,
  ]);
  return rows.map(memberOf);
}

function memberOf(row: Row): StaffMember {
  const { subject, agency, role, name, position, email } = row;
  return {
    subject,
    agency,
    role,
    name,
    position,
    ...(email === null ? {} : { email }),
    mailWanted: row.mail_wanted,
    activeFrom: row.active_from,
    ...(row.active_until === null ? {} : { activeUntil: row.active_until }),
    ...(row.superior === null ? {} : { superior: row.superior }),
  };
}

/** The heads of an agency on a local day, two at most: more than one says that none is the only one. */
export async function headsOf(read: Pick<Reader, 'rows'>, agency: string, day: string): Promise<readonly StaffMember[]> {
  const rows = await read.rows<Row>(
    `SELECT ${COLUMNS} FROM staff WHERE agency = $1 AND role = 'head' AND active_from <= $2 AND (active_until IS NULL OR active_until >= $2) ORDER BY subject COLLATE "C" LIMIT 2`,
    [agency, day],
  );
  return rows.map(memberOf);
}

/** Names of people by their identifiers, also of those who are active no more; whoever was never entered is missing. */
export async function namesOfStaff(read: Pick<Reader, 'rows'>, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (subjects.length === 0) return new Map();
  const rows = await read.rows<{ subject: string; name: string }>('SELECT subject, name FROM staff WHERE subject = ANY($1)', [subjects]);
  return new Map(rows.map(({ subject, name }) => [subject, name]));
}
