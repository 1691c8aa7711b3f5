import { formatLocalDate, type Instant, localDateOf, MissingCalendarError, nextServedMoment, type Role, type ToldNotice, withinCalendar, type CalendarBook } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';

/** Whom a notice is for: one person, or everybody who holds a role in an agency. */
export type Addressee = { readonly agency: string } & ({ readonly subject: string } | { readonly role: Role });

/** Something to be told. `key` is its business identity: nobody is told the same thing twice. */
export type NoticeDue = ToldNotice & { readonly key: string; readonly to: Addressee; readonly dossierId?: string };

/**
 * Writes notices by one statement, none twice. A role is resolved by the directory to the people who hold it on that day,
 * each with a notice of his own; where it knows nobody, one notice is for whoever signs in with the role. When they are
 * shown is counted by `placeNotices`.
 */
export async function oweNotices(tx: Pick<Transaction, 'run'>, notices: readonly NoticeDue[], at: Instant): Promise<number> {
  if (notices.length === 0) {
    return 0;
  }
  return tx.run(
    `INSERT INTO staff_notice (key, kind, agency, subject, role, dossier_id, data, created_at, by_mail)
     SELECT due.key || ':' || coalesce(s.subject, due.subject, '@' || due.role), due.kind, coalesce(s.agency, due.agency), coalesce(s.subject, due.subject),
            CASE WHEN s.subject IS NULL AND due.subject IS NULL THEN due.role END, due.dossier_id, due.data::json, $1, coalesce(s.mail_wanted, false)
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[]) WITH ORDINALITY AS due (key, kind, agency, subject, role, dossier_id, data, place)
     LEFT JOIN staff s ON (s.subject = due.subject OR (due.subject IS NULL AND s.agency = due.agency AND s.role = due.role))
       AND s.active_from <= $2 AND (s.active_until IS NULL OR s.active_until >= $2)
     ORDER BY due.place, s.subject
     ON CONFLICT (key) DO NOTHING`,
    [
      at,
      formatLocalDate(localDateOf(at)),
      notices.map(({ key }) => key),
      notices.map(({ kind }) => kind),
      notices.map(({ to }) => to.agency),
      notices.map(({ to }) => ('subject' in to ? to.subject : null)),
      notices.map(({ to }) => ('role' in to ? to.role : null)),
      notices.map(({ dossierId }) => dossierId ?? null),
      notices.map(({ facts }) => JSON.stringify(facts)),
    ],
  );
}

/**
 * Gives every new notice the moment from which it is shown and mailed: at once while the person's agency is open, else at
 * its next opening. Notices still waiting for an opening are counted anew when another calendar version is current. Two
 * statements whatever their number, one where there are none. Returns how many were placed.
 */
export async function placeNotices(engine: Pick<Engine, 'database' | 'rules'>, at: Instant): Promise<number> {
  const { read } = engine.database;
  const head = await engine.rules.currentSnapshot(read);
  const rows = await read.rows<{ agency: string }>('SELECT DISTINCT agency FROM staff_notice WHERE visible_at IS NULL OR (visible_at > $1 AND placed_on <> $2)', [at, head]);
  if (rows.length === 0) {
    return 0;
  }
  const book = await engine.rules.calendars(read, head);
  const agencies = rows.map(({ agency }) => agency);
  return read.run(
    `UPDATE staff_notice SET visible_at = opening.at, placed_on = $2, placed_xact = pg_current_xact_id() FROM unnest($3::text[], $4::bigint[]) AS opening (agency, at)
     WHERE staff_notice.agency = opening.agency AND (visible_at IS NULL OR (visible_at > $1 AND placed_on <> $2))`,
    [at, head, agencies, agencies.map((agency) => openingAfter(book, agency, at))],
  );
}

/** Beyond any calendar, and for an agency without one, a notice is shown at once rather than never. */
function openingAfter(book: CalendarBook, agency: string, at: Instant): Instant {
  const calendar = calendarOf(book, agency);
  return (calendar && withinCalendar(() => nextServedMoment(calendar, at))) ?? at;
}

/** The calendar of an agency's desk, by which what it owes at the counter is counted; `undefined` where none reaches it. */
export function deskCalendarOf(book: CalendarBook, agency: string): ReturnType<CalendarBook['intake']> | undefined {
  return knownCalendar(() => book.intake(agency));
}

/** The calendar of an agency; `undefined` for one that has none: it holds up nobody else's notices. */
export function calendarOf(book: CalendarBook, agency: string): ReturnType<CalendarBook['processing']> | undefined {
  return knownCalendar(() => book.processing(agency));
}

function knownCalendar<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MissingCalendarError) {
      return undefined;
    }
    throw error;
  }
}
