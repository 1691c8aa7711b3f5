import { type Actor, type Agency, type DigestLine, formatLocalDate, type Instant, localDateOf, type Role, type SigningAuthority, withinCalendar } from '#domain';
import type { Transaction } from '#persistence';
import { agenciesWithin, queueMoment, reachesProvince } from '../dossiers/queue-moment.js';
import { countQueues } from '../dossiers/queue-lengths.js';
import type { Queue } from '../dossiers/queues.js';
import { type CaseScope, countCases } from '../cases/list-cases.js';
import type { Engine } from '../engine.js';
import { agenciesSignedFor, countToSign } from '../signing/to-sign.js';
import { calendarOf, type NoticeDue, oweNotices } from './notices.js';

/** Who gets a digest: whoever does the work, whoever leads it, and whoever signs. */
const ROLES: readonly Role[] = ['officer', 'head', 'signatory'];
/** The lists it sums up: an officer's of his own dossiers, a head's of the agency's. A signatory's is the one list of what waits for their signature. */
const LINES: readonly Queue[] = ['due-today', 'due-soon', 'late', 'to-sign', 'returned'];
/** Of cases, the same way. */
const CASE_LINES = ['due-today', 'overdue'] as const;

/**
 * Sums up the work of officers, heads and signatories at the opening of their agency: once for a person and working day, in office hours,
 * and not at all where there is nothing to tell of. Each line is counted by the query of the list it leads to. Returns for
 * how many people it was done.
 */
export async function makeDigests(engine: Engine, at: Instant, batch: number): Promise<number> {
  const { read } = engine.database;
  const day = formatLocalDate(localDateOf(at));
  const rows = await read.rows<{ agency: string }>(
    `SELECT DISTINCT s.agency FROM staff s WHERE s.role = ANY($1) AND s.active_from <= $2 AND (s.active_until IS NULL OR s.active_until >= $2)
       AND NOT EXISTS (SELECT FROM staff_digest d WHERE d.subject = s.subject AND d.day = $2)`,
    [ROLES, day],
  );
  const open = await openNow(engine, rows.map(({ agency }) => agency), at);
  return open.length === 0 ? 0 : engine.database.transaction((tx) => makeBatch(engine, tx, open, { day, at, batch }));
}

interface PersonRow {
  readonly subject: string;
  readonly agency: string;
  readonly role: Role;
}

/** Whoever claims a person's day makes the digest, in the same transaction: another pass finds the day taken. */
async function makeBatch(engine: Engine, tx: Transaction, agencies: readonly string[], { day, at, batch }: { readonly day: string; readonly at: Instant; readonly batch: number }): Promise<number> {
  const people = await tx.rows<PersonRow>(
    `WITH claimed AS (
       INSERT INTO staff_digest (subject, day, made_at)
       SELECT s.subject, $1, $2 FROM staff s WHERE s.role = ANY($3) AND s.agency = ANY($4) AND s.active_from <= $1 AND (s.active_until IS NULL OR s.active_until >= $1)
         AND NOT EXISTS (SELECT FROM staff_digest d WHERE d.subject = s.subject AND d.day = $1)
       ORDER BY s.subject LIMIT $5 ON CONFLICT DO NOTHING RETURNING subject
     ) SELECT s.subject, s.agency, s.role FROM claimed JOIN staff s ON s.subject = claimed.subject ORDER BY s.subject`,
    [day, at, ROLES, agencies, batch],
  );
  const known: Known = { agencies: await engine.rules.agencies(tx), signatories: await engine.rules.signatories(tx) };
  const moments = new Map<string, Moment>();
  for (const agency of new Set(people.map((person) => person.agency))) {
    moments.set(agency, await queueMoment(engine.rules, tx, agency, at));
  }
  const digests = await Promise.all(
    people.map(async (person) => {
      const moment = moments.get(person.agency);
      return { person, lines: moment === undefined ? [] : person.role === 'signatory' ? await signatoryLines(tx, person, known, at) : await linesOf(tx, person, known, moment) };
    }),
  );
  await oweNotices(
    tx,
    digests.filter(({ lines }) => lines.some(({ count }) => count > 0)).map(({ person, lines }): NoticeDue => ({ key: `digest:${day}`, kind: 'digest', to: { agency: person.agency, subject: person.subject }, facts: { day, lines } })),
    at,
  );
  return people.length;
}

type Moment = Awaited<ReturnType<typeof queueMoment>>;

interface Known {
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly signatories: readonly SigningAuthority[];
}

/** What waits for their signature, of every agency they hold an authority of at that moment: the very count of the list. */
async function signatoryLines(tx: Transaction, person: PersonRow, known: Known, at: Instant): Promise<readonly DigestLine[]> {
  return [{ queue: 'to-sign', count: await countToSign(tx, agenciesSignedFor(person, known, at)), link: '/api/v1/apologies/to-sign' }];
}

async function linesOf(tx: Transaction, person: PersonRow, { agencies }: Known, moment: Moment): Promise<readonly DigestLine[]> {
  const actor: Actor = person;
  const province = agencies.get(person.agency)?.province;
  const scope = province !== undefined && reachesProvince(actor, 'SearchDossiers', province) ? { province } : { agencies: agenciesWithin(actor, 'SearchDossiers', agencies) };
  const officer = person.role === 'officer' ? { officer: person.subject } : {};
  const counts = await countQueues(tx, { scope, ...officer, ...moment });
  const dossiers = LINES.map((queue) => ({
    queue,
    count: counts.find((each) => each.queue === queue)?.count ?? 0,
    link: `/api/v1/dossiers?${new URLSearchParams({ queue, ...officer }).toString()}`,
  }));
  return [...dossiers, ...(await caseLines(tx, person, scope, moment))];
}

/** What of publications, feedback and tasks is due today and overdue: an officer's own, a head's of the agency, as the lists have them. */
async function caseLines(tx: Transaction, { subject, role }: PersonRow, scope: CaseScope, { at }: Moment): Promise<readonly DigestLine[]> {
  const owner = role === 'officer' ? { owner: subject } : {};
  const counts = await countCases(tx, { scope, ...owner }, at);
  return CASE_LINES.map((state) => ({
    queue: `cases-${state}`,
    count: counts.filter((each) => each.state === state).reduce((sum, { count }) => sum + count, 0),
    link: `/api/v1/cases?${new URLSearchParams({ state, ...owner }).toString()}`,
  }));
}

/** Of these agencies those that are open at the moment. */
async function openNow(engine: Engine, agencies: readonly string[], at: Instant): Promise<readonly string[]> {
  if (agencies.length === 0) {
    return [];
  }
  const { read } = engine.database;
  const book = await engine.rules.calendars(read, await engine.rules.currentSnapshot(read));
  return agencies.filter((agency) => withinCalendar(() => calendarOf(book, agency)?.isOpen(at)) === true);
}
