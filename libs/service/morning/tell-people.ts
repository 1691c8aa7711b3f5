import { type Actor, type Agency, formatLocalDate, type Instant, type LocalDate, type Role, withinCalendar } from '#domain';
import type { Transaction } from '#persistence';
import { agenciesWithin, reachesProvince } from '../dossiers/queue-moment.js';
import type { QueueRequest } from '../dossiers/queues.js';
import type { Engine } from '../engine.js';
import { calendarOf, type NoticeDue, oweNotices } from '../staff/notices.js';
import { morningDue } from './make-lists.js';
import { countStoredMornings, type StoredQuestion } from './stored-lists.js';

/** Whom the list is told: managers of the whole province, heads of their agencies, officers of their own dossiers. */
const ROLES: readonly Role[] = ['officer', 'head', 'manager'];

interface PersonRow {
  readonly subject: string;
  readonly agency: string;
  readonly role: Role;
}

/**
 * Tells people of the lists of the morning once all that are due are made, agency after agency: each at most once a day, counted from the stored
 * lists under the conditions of the list the notice leads to, by one statement for all of a batch. A batch stands or falls whole, and the next
 * pass goes on with whoever was not told. Who has nothing listed is noted as told and gets no notice. Returns for how many it was done.
 */
export async function tellMorning(engine: Engine, at: Instant, batch: number): Promise<number> {
  const { read } = engine.database;
  const { day, agencies: missing } = await morningDue(engine, read, at);
  const [made] = await read.rows('SELECT FROM morning_list WHERE day = $1 LIMIT 1', [day]);
  if (missing.length > 0 || made === undefined) {
    return 0;
  }
  const rows = await read.rows<{ agency: string }>(`SELECT DISTINCT s.agency FROM staff s WHERE ${UNTOLD}`, [day, formatLocalDate(day), ROLES]);
  const book = await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  const working = rows.map(({ agency }) => agency).filter((agency) => withinCalendar(() => calendarOf(book, agency)?.isWorkingDay(day)) === true);
  return working.length === 0 ? 0 : engine.database.transaction((tx) => tellBatch(engine, tx, { day, at, batch, working }));
}

const UNTOLD = `s.role = ANY($3) AND s.active_from <= $2 AND (s.active_until IS NULL OR s.active_until >= $2)
  AND NOT EXISTS (SELECT FROM morning_told t WHERE t.day = $1 AND t.subject = s.subject)`;

interface Telling {
  readonly day: LocalDate;
  readonly at: Instant;
  readonly batch: number;
  readonly working: readonly string[];
}

async function tellBatch(engine: Engine, tx: Transaction, { day, at, batch, working }: Telling): Promise<number> {
  const people = await tx.rows<PersonRow>(`SELECT s.subject, s.agency, s.role FROM staff s WHERE ${UNTOLD} AND s.agency = ANY($4) ORDER BY s.agency COLLATE "C", s.subject COLLATE "C" LIMIT $5`, [day, formatLocalDate(day), ROLES, working, batch]);
  const agencies = await engine.rules.agencies(tx);
  const questions = people.map((person) => questionOf(person, agencies, day));
  const counts = await countStoredMornings(tx, day, questions);
  const told = people.flatMap((person, index) => {
    const [question, count] = [questions[index], counts[index]];
    return question === undefined || count === undefined ? [] : [{ person, ...count, question }];
  });
  // Whoever enters a person's day tells them: another relay finds it taken.
  const entered = await tx.rows<{ subject: string }>(
    `INSERT INTO morning_told (day, subject, told_at, late, soon) SELECT $1, told.subject, $2, told.late, told.soon FROM unnest($3::text[], $4::integer[], $5::integer[]) AS told (subject, late, soon)
     ORDER BY told.subject ON CONFLICT DO NOTHING RETURNING subject`,
    [day, at, told.map(({ person }) => person.subject), told.map(({ late }) => late), told.map(({ soon }) => soon)],
  );
  const own = new Set(entered.map(({ subject }) => subject));
  await oweNotices(tx, told.filter(({ person, late, soon }) => own.has(person.subject) && late + soon > 0).map((each) => noticeOf(each, day)), at);
  return people.length;
}

function questionOf(person: PersonRow, agencies: ReadonlyMap<string, Agency>, day: LocalDate): StoredQuestion {
  return { day, ...morningScope(person, agencies) };
}

/** What of a morning's list somebody sees: the province, their agencies, or in these their own dossiers. */
export function morningScope(actor: Actor, agencies: ReadonlyMap<string, Agency>): { readonly scope: QueueRequest['scope']; readonly officer?: string } {
  const province = agencies.get(actor.agency)?.province;
  const officer = actor.role === 'officer' ? { officer: actor.subject } : {};
  return province !== undefined && reachesProvince(actor, 'SearchDossiers', province) ? { scope: { province }, ...officer } : { scope: { agencies: agenciesWithin(actor, 'SearchDossiers', agencies) }, ...officer };
}

function noticeOf({ person, late, soon, question: { scope, officer } }: { readonly person: PersonRow; readonly late: number; readonly soon: number; readonly question: StoredQuestion }, day: LocalDate): NoticeDue {
  const date = formatLocalDate(day);
  return {
    key: `morning-list:${date}`,
    kind: 'morning-list',
    to: { agency: person.agency, subject: person.subject },
    facts: { day: date, late, soon, scope, ...(officer === undefined ? {} : { officer }), link: `/api/v1/morning-list?date=${date}` },
  };
}
