import { type Agency, type CalendarBook, type EscalationRule, formatLocalDate, type HalfDay, halfDaysOpened, instant, type Instant, openHalfDayAt, withinCalendar } from '#domain';
import type { Transaction } from '#persistence';
import type { TaskKind } from '../effects.js';
import type { Engine } from '../engine.js';
import { ANSWERED } from './escalation-lists.js';
import { calendarOf, type NoticeDue, oweNotices } from './notices.js';

/** Work a person must do about an apology: sign it, or answer for a promise broken again. */
const APOLOGY_TASKS: readonly TaskKind[] = ['sign-apology', 'promise-broken'];

/**
 * Apologies nobody acts on: drafted or owed, not signed, and nobody above took note since the last promise broke. The
 * conditions speak of `task t` and `dossier d`; `$1` are the kinds of tasks.
 */
const UNANSWERED = `t.kind = ANY($1) AND NOT (${ANSWERED})`;

interface OpenRow {
  readonly key: string;
  readonly agency: string;
  readonly since: number;
}

interface Item {
  readonly task: string;
  readonly level: number;
}

/**
 * Lists the apologies nobody acts on for the bodies above, one list for a body and half working day, from its opening on and
 * only while it is open. Whoever enters a list first writes its lines and tells heads and signatories of the body in the same
 * transaction. Two statements where nothing is to be listed. Returns how many lists were made.
 */
export async function escalateApologies(engine: Engine, at: Instant): Promise<number> {
  const { database, rules } = engine;
  const from = await database.read.rows<{ agency: string }>(`SELECT DISTINCT t.agency FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE ${UNANSWERED} ORDER BY t.agency`, [APOLOGY_TASKS]);
  if (from.length === 0) {
    return 0;
  }
  const { apologyEscalation: rule } = await rules.settings(database.read);
  const agencies = await rules.agencies(database.read);
  const book = await rules.calendars(database.read, await rules.currentSnapshot(database.read));
  const addressees = [...new Set(from.flatMap(({ agency }) => levelsOf(rule, agencies, agency).map(({ addressee }) => addressee)))];
  const halves = new Map(addressees.flatMap((addressee) => openHalfOf(book, addressee, at)));
  const made = await database.read.rows<{ key: string }>('SELECT key FROM escalation WHERE key = ANY($1)', [[...halves].map(([addressee, half]) => keyOf(addressee, half))]);
  const missing = [...halves].filter(([addressee, half]) => !made.some(({ key }) => key === keyOf(addressee, half)));
  if (missing.length === 0) {
    return 0;
  }
  return database.transaction(async (tx) => {
    const open = await tx.rows<OpenRow>(
      `SELECT t.key, t.agency, CASE WHEN t.acknowledged_at < d.became_late_at THEN d.became_late_at ELSE t.created_at END AS since
       FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE ${UNANSWERED} ORDER BY t.created_at, t.key`,
      [APOLOGY_TASKS],
    );
    const lists = missing.map(([addressee, half]) => ({ addressee, key: keyOf(addressee, half), items: open.flatMap((row) => itemFor(addressee, row, { rule, agencies, book, at })) }));
    return writeLists(tx, lists.filter(({ items }) => items.length > 0), at);
  });
}

/** Each level an agency's apologies reach, with the body it is. */
function levelsOf({ levels }: EscalationRule, agencies: ReadonlyMap<string, Agency>, agency: string): readonly { readonly level: number; readonly addressee: string; readonly after: number }[] {
  const own = agencies.get(agency);
  return own === undefined ? [] : levels.map(({ to, afterHalfDays }, index) => ({ level: index + 1, addressee: to === 'parent' ? (own.parent ?? own.province) : own.province, after: afterHalfDays }));
}

function openHalfOf(book: CalendarBook, agency: string, at: Instant): readonly (readonly [string, HalfDay])[] {
  const calendar = calendarOf(book, agency);
  const half = calendar === undefined ? undefined : withinCalendar(() => openHalfDayAt(calendar, at));
  return half === undefined ? [] : [[agency, half]];
}

function keyOf(agency: string, { date, half }: HalfDay): string {
  return `${agency}:${formatLocalDate(date)}:${half}`;
}

interface Setting {
  readonly rule: EscalationRule;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly book: CalendarBook;
  readonly at: Instant;
}

/** The line of a task in the list of a body, at the highest level it has reached there; none before its time and between two turns. */
function itemFor(addressee: string, { key, agency, since }: OpenRow, { rule, agencies, book, at }: Setting): readonly Item[] {
  const levels = levelsOf(rule, agencies, agency).filter((each) => each.addressee === addressee);
  const calendar = calendarOf(book, addressee);
  const last = levels.at(-1);
  if (calendar === undefined || last === undefined) {
    return [];
  }
  // Only where a list does not come each time does it matter how long the task has been waiting beyond its level.
  const opened = halfDaysOpened(calendar, instant(since), at, rule.everyHalfDays === 1 ? last.after : Infinity);
  const reached = levels.filter(({ after }) => after <= opened && (opened - after) % rule.everyHalfDays === 0).at(-1);
  return reached === undefined ? [] : [{ task: key, level: reached.level }];
}

async function writeLists(tx: Transaction, lists: readonly { readonly addressee: string; readonly key: string; readonly items: readonly Item[] }[], at: Instant): Promise<number> {
  // In one order, so that two who write several lists wait for each other and not in a circle.
  const entered = await tx.rows<{ key: string }>(
    'INSERT INTO escalation (key, agency, made_at) SELECT key, agency, $1 FROM unnest($2::text[], $3::text[]) AS list (key, agency) ORDER BY key ON CONFLICT DO NOTHING RETURNING key',
    [at, lists.map(({ key }) => key), lists.map(({ addressee }) => addressee)],
  );
  const own = lists.filter(({ key }) => entered.some((each) => each.key === key));
  const lines = own.flatMap(({ key, items }) => items.map((item) => ({ key, ...item })));
  if (lines.length === 0) {
    return 0;
  }
  await tx.run('INSERT INTO escalation_item (escalation_key, task_key, level) SELECT * FROM unnest($1::text[], $2::text[], $3::integer[])', [
    lines.map(({ key }) => key),
    lines.map(({ task }) => task),
    lines.map(({ level }) => level),
  ]);
  const notices = own.flatMap(({ addressee: agency, key, items }) =>
    (['head', 'signatory'] as const).map((role): NoticeDue => ({ key: `escalation:${key}`, kind: 'escalation', to: { agency, role }, facts: { list: key, count: items.length } })),
  );
  await oweNotices(tx, notices, at);
  return own.length;
}
