import { type Agency, canonicalJson, type Instant, instantAt, localDateOf, type LocalDate, minuteOfDay, withinCalendar } from '#domain';
import type { MorningLine } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { listGivenOut, sealDocuments } from '../ledger/sealed-documents.js';
import type { Reader } from '../rule-book.js';
import { calendarOf } from '../staff/notices.js';
import { listMorning, type MorningAgencies, type MorningKey, morningAgencies } from './morning-lines.js';

/** The transaction-scoped advisory lock of whoever makes the lists of a morning. */
const MORNING_LOCK = `hashtextextended('morning', 0)`;
/** Lines read and written at once. */
const LINES_AT_ONCE = 2_000;

/** What a morning stands at: its agencies that work today and have no list yet, in code order. */
export interface MorningDue {
  readonly day: LocalDate;
  readonly agencies: readonly Agency[];
}

/**
 * Agencies whose list of the day is due and not made. None before the minute of the settings; an agency's list is made until its office
 * hours of the day end, for a list of a day that is over tells nobody what to do.
 */
export async function morningDue({ rules }: Pick<Engine, 'rules'>, read: Reader, at: Instant): Promise<MorningDue> {
  const day = localDateOf(at);
  const { atMinute } = (await rules.settings(read)).morning;
  if (minuteOfDay(at) < atMinute) {
    return { day, agencies: [] };
  }
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  const open = [...(await rules.agencies(read)).values()].filter(({ code }) => {
    const calendar = calendarOf(book, code);
    const [, closing] = (calendar && withinCalendar(() => calendar.hoursOn(day).at(-1))) ?? [];
    return closing !== undefined && at < instantAt(day, closing);
  });
  if (open.length === 0) {
    return { day, agencies: [] };
  }
  const made = new Set((await read.rows<{ agency: string }>('SELECT agency FROM morning_list WHERE day = $1', [day])).map(({ agency }) => agency));
  return { day, agencies: open.filter(({ code }) => !made.has(code)).sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

/**
 * Makes the lists of the morning that are due, of so many agencies in one transaction, each once however many relays run: lines as they
 * stand at this moment, kept for good. A relay that was away makes them when it is back, with that moment. Returns how many were made.
 */
export async function makeMorningLists(engine: Engine, at: Instant, batch: number): Promise<number> {
  if ((await morningDue(engine, engine.database.read, at)).agencies.length === 0) {
    return 0;
  }
  return engine.database.transaction(async (tx) => {
    const lock = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${MORNING_LOCK}) AS taken`);
    if (lock?.taken !== true) {
      return 0;
    }
    // Asked again under the lock: another relay may have made them meanwhile.
    const { day, agencies } = await morningDue(engine, tx, at);
    const taken = agencies.slice(0, batch);
    const all = await morningAgencies(engine, tx, at);
    const soonUntil = new Map(taken.map(({ code }) => [code, all.soonUntil.get(code) ?? at]));
    await writeLists(engine, tx, { day, at, taken, morning: { book: all.book, soonUntil } });
    return taken.length;
  });
}

interface Making {
  readonly day: LocalDate;
  readonly at: Instant;
  readonly taken: readonly Agency[];
  readonly morning: MorningAgencies;
}

async function writeLists(engine: Engine, tx: Transaction, { day, at, taken, morning }: Making): Promise<void> {
  const lines = await linesOf(engine, tx, at, taken, morning);
  const lists = taken.map(({ code, province }) => {
    const own = lines.get(code) ?? [];
    const texts = own.map((line) => canonicalJson(line));
    const late = own.filter((line) => line.late).length;
    return { code, province, own, texts, late, soon: own.length - late, hash: engine.sha256(texts.map((text) => `${text}\n`).join('')) };
  });
  await tx.run(
    `INSERT INTO morning_list (day, agency, made_at, soon_until, late, soon, content_hash)
     SELECT $1, list.agency, $2, list.soon_until, list.late, list.soon, list.hash
     FROM unnest($3::text[], $4::bigint[], $5::integer[], $6::integer[], $7::text[]) AS list (agency, soon_until, late, soon, hash)`,
    [day, at, lists.map(({ code }) => code), lists.map(({ code }) => morning.soonUntil.get(code) ?? at), lists.map(({ late }) => late), lists.map(({ soon }) => soon), lists.map(({ hash }) => hash)],
  );
  const given = lists.map(({ code, late, soon, hash }) => listGivenOut({ day, agency: code, madeAt: at, soonUntil: morning.soonUntil.get(code) ?? at, late, soon, contentHash: hash }));
  await sealDocuments(tx, given, engine.sha256);
  const rows = lists.flatMap(({ province, own, texts }) => own.map((line, index) => ({ province, line, text: texts[index] ?? '', place: index + 1 })));
  for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
    await writeLines(tx, day, rows.slice(from, from + LINES_AT_ONCE));
  }
}

interface LineRow {
  readonly province: string;
  readonly line: MorningLine;
  readonly text: string;
  readonly place: number;
}

async function writeLines(tx: Pick<Transaction, 'run'>, day: LocalDate, rows: readonly LineRow[]): Promise<void> {
  // Arrays of different lengths cannot be unnested beside each other: each travels as JSON.
  await tx.run(
    `INSERT INTO morning_line (day, agency, place, province, dossier_id, agencies, officers, late, content)
     SELECT $1, line.agency, line.place, line.province, line.id, ARRAY(SELECT json_array_elements_text(line.agencies::json)), ARRAY(SELECT json_array_elements_text(line.officers::json)), line.late, line.content::json
     FROM unnest($2::text[], $3::integer[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::boolean[], $9::text[]) AS line (agency, place, province, id, agencies, officers, late, content)`,
    [
      day,
      rows.map(({ line }) => line.agency),
      rows.map(({ place }) => place),
      rows.map(({ province }) => province),
      rows.map(({ line }) => line.id),
      rows.map(({ line }) => JSON.stringify(whoSees(line))),
      rows.map(({ line }) => JSON.stringify(line.officers)),
      rows.map(({ line }) => line.late),
      rows.map(({ text }) => text),
    ],
  );
}

/** Agencies that see a line: the competent and the receiving one, and those that hold a stage. */
export function whoSees({ agency, receivingAgency, holders }: MorningLine): readonly string[] {
  return [...new Set([agency, receivingAgency, ...holders])];
}

async function linesOf(engine: Engine, tx: Transaction, at: Instant, taken: readonly Agency[], morning: MorningAgencies): Promise<ReadonlyMap<string, readonly MorningLine[]>> {
  // The list of an agency is of all it decides on, wherever it was received and whoever holds it.
  const scope = { agencies: taken.map(({ code }) => code) };
  const lines = new Map<string, MorningLine[]>();
  for (let after: MorningKey | undefined, more = true; more; ) {
    const page = await listMorning(engine, { scope, at }, morning, { limit: LINES_AT_ONCE, ...(after === undefined ? {} : { after }) }, tx);
    for (const line of page) {
      const own = lines.get(line.agency) ?? [];
      own.push(line);
      lines.set(line.agency, own);
    }
    const last = page.at(-1);
    more = page.length === LINES_AT_ONCE && last !== undefined;
    after = last && { agency: last.agency, dueAt: last.dueAt, id: last.id };
  }
  return lines;
}
