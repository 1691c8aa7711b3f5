import { z } from 'zod';
import { formatLocalDate, type Instant, type LocalDate, localDateOf } from '#domain';
import type { MorningLine } from '#domain/figures';
import type { Engine } from '#service';
import { countMorning, countStoredMorning, isMorningMade, listMorning, listStoredMorning, type MorningFile, type MorningKey, morningAgencies, type MorningQuestion, nameLines, storedMorningFile } from '#service/figures';
import { isoOf } from '../schemas/atoms.js';
import { problem } from '../problems/problem.js';
import { viewMorningLine, type MorningPage } from '../views/morning-view.js';
import { byKey, readKey, writeKey } from './page.js';

/** Whose list is asked for, now or of a morning. */
export interface MorningAsked extends Omit<MorningQuestion, 'at'> {
  readonly day?: LocalDate;
}

/** What a page of the list is asked by. */
interface PageAsked {
  readonly limit: number;
  readonly after?: string;
}

type Answer = Omit<MorningPage, 'xlsx'>;
const LINES_AT_ONCE = 500;
/** An agency and a dossier's identifier. */
const LIVE_KEY = z.string().regex(/^[A-Za-z0-9._-]+\|[0-9a-f-]{36}$/);

/** A page of the list with its counts: as it stands now, or as it stood that morning. */
export async function readMorning(engine: Engine, { day, ...asked }: MorningAsked, page: PageAsked, at: Instant): Promise<Answer> {
  if (day === undefined) {
    return readLive(engine, { ...asked, at }, page);
  }
  await requireMade(engine, day);
  return readStored(engine, { ...asked, day }, page);
}

/** Throws a 404 problem for a day on which no list was made: nothing late is another answer than no list. */
async function requireMade(engine: Engine, day: LocalDate): Promise<void> {
  if (!(await isMorningMade(engine.database.read, day))) {
    throw problem('not-found', `No list was made on ${formatLocalDate(day)}: lists are made on working days, and kept from the first one on`);
  }
}

/** The list as what a file is made of. */
export async function morningFileOf(engine: Engine, { day, ...asked }: MorningAsked, at: Instant): Promise<MorningFile> {
  if (day === undefined) {
    return liveFile(engine, { ...asked, at });
  }
  await requireMade(engine, day);
  return storedMorningFile(engine, { ...asked, day });
}

async function readLive(engine: Engine, question: MorningQuestion, { limit, after }: PageAsked): Promise<Answer> {
  const { read } = engine.database;
  const agencies = await morningAgencies(engine, read, question.at);
  const counts = await countMorning(read, question, agencies);
  const found = await listMorning(engine, question, agencies, { limit: limit + 1, ...(after === undefined ? {} : { after: liveKey(after) }) });
  const lines = found.slice(0, limit);
  const last = lines.at(-1);
  const next = found.length > limit && last !== undefined ? writeKey({ at: last.dueAt, key: `${last.agency}|${last.id}` }) : null;
  return { items: await viewed(engine, lines), next, ...counts, stored: false, asOf: isoOf(question.at) };
}

async function readStored(engine: Engine, question: Omit<MorningQuestion, 'at'> & { readonly day: LocalDate }, { limit, after }: PageAsked): Promise<Answer> {
  const { read } = engine.database;
  const counts = await countStoredMorning(read, question);
  const key = after === undefined ? undefined : readKey(after, byKey);
  const found = await listStoredMorning(read, question, { limit: limit + 1, ...(key === undefined ? {} : { after: { agency: key.key, place: key.at } }) });
  const lines = found.slice(0, limit);
  const last = lines.at(-1);
  const next = found.length > limit && last !== undefined ? writeKey({ at: last.place, key: last.line.agency }) : null;
  return { items: await viewed(engine, lines.map(({ line }) => line)), next, ...counts, stored: true, asOf: null };
}

async function liveFile(engine: Engine, question: MorningQuestion): Promise<MorningFile> {
  const { read } = engine.database;
  const agencies = await morningAgencies(engine, read, question.at);
  const counts = await countMorning(read, question, agencies);
  const pages = (async function* (): AsyncGenerator<readonly MorningLine[]> {
    let after: MorningKey | undefined;
    for (;;) {
      const found = await listMorning(engine, question, agencies, { limit: LINES_AT_ONCE, ...(after === undefined ? {} : { after }) });
      yield found;
      const last = found.at(-1);
      if (last === undefined || found.length < LINES_AT_ONCE) return;
      after = { agency: last.agency, dueAt: last.dueAt, id: last.id };
    }
  })();
  return { ...counts, day: formatLocalDate(localDateOf(question.at)), pages, rest: 0 };
}

function liveKey(after: string): MorningKey {
  const { at, key } = readKey(after, LIVE_KEY);
  const [agency = '', id = ''] = key.split('|');
  return { agency, dueAt: at, id };
}

async function viewed(engine: Engine, lines: readonly MorningLine[]): Promise<MorningPage['items']> {
  return (await nameLines(engine, engine.database.read, lines)).map(viewMorningLine);
}
