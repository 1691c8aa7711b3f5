import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { foldDossier, genesisHead, type Instant, instant, type NewEvent, parseInstant, SYSTEM_ACTOR } from '#domain';
import type { Period } from '#domain/figures';
import { type Database, openDatabase, type Transaction } from '#persistence';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { insertDwells } from '../../libs/service/figures/dwell-deltas.js';
import { draftEvents, insertEvents } from '../../libs/service/ledger-writer.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { insertDossier } from '../../libs/service/projection.js';
import { lifeOf } from '../../libs/domain/performance/test-support/made-lives.js';
import { type Scene, SCENE } from '../../libs/domain/performance/test-support/made-events.js';
import { createTestDatabase } from '../support/database.js';

const SNAPSHOT = 'calendar-1';
const PROCEDURES = [['1.000001', 'G01'], ['1.000002', 'G01'], ['2.000003', 'G02']] as const;
const CHANNELS = ['counter', 'post'] as const;
const AGENCIES = ['H99.1', 'H99.2'] as const;

/** The rules the stored dossiers refer to. Once per database. */
export async function seedRules(database: Database): Promise<void> {
  await database.read.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES ($1, 0, 'seed')`, [SNAPSHOT]);
  for (const [code] of PROCEDURES) {
    await database.read.run(`INSERT INTO procedure_version (code, version, hash, data, effective_from, published_at) VALUES ($1, 1, 'h', '{}', '2020-01-01', 0)`, [code]);
  }
}

/** Stores a dossier's whole life in one transaction: row, chained events, and the deltas of its figures, not merged into cells. */
export async function storeLife(database: Database, events: readonly NewEvent[]): Promise<string> {
  const id = randomUUID();
  await database.transaction((tx) => writeLife(tx, id, events));
  return id;
}

async function writeLife(tx: Transaction, id: string, events: readonly NewEvent[]): Promise<void> {
  const last = instant(Math.max(...events.map(({ occurredAt }) => occurredAt)));
  const empty = { head: genesisHead(id, sha256), state: undefined, rows: [], deltas: [], dwells: [] };
  const draft = draftEvents(empty, id, { cause: 'seed', actor: SYSTEM_ACTOR, events: events.map((event) => named(event, id)) }, last, SNAPSHOT, { sha256 });
  if (draft.state === undefined) {
    throw new Error('A life has at least one event');
  }
  await insertDossier(tx, id, draft.state, { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: last, snapshot: SNAPSHOT });
  await insertEvents(tx, draft.rows);
  await insertDeltas(tx, draft.deltas);
  await insertDwells(tx, draft.dwells);
}

/** Codes are unique: each life gets its own. */
function named(event: NewEvent, code: string): NewEvent {
  if ('code' in event.payload) {
    return { ...event, payload: { ...event.payload, code } } as NewEvent;
  }
  return 'facts' in event.payload ? ({ ...event, payload: { ...event.payload, facts: { ...event.payload.facts, code } } } as NewEvent) : event;
}

/** Scenes of a province that differ in agency, procedure, field and channel. */
function sceneOf(number: number, province: string): Scene {
  const [procedure, field] = PROCEDURES[number % PROCEDURES.length] ?? PROCEDURES[0];
  return { province, procedure, field, agency: AGENCIES[Math.floor(number / 3) % 2] ?? 'H99.1', channel: CHANNELS[Math.floor(number / 6) % 2] ?? 'counter' };
}

/** Lives of many dossiers of a province, the same for the same seed. */
export function livesOf(count: number, seed: number, province = SCENE.province): readonly (readonly NewEvent[])[] {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, (_, index) => lifeOf(Array.from({ length: 3 + (index % 9) }, next), sceneOf(index, province)));
}

/** Whole numbers below a million, evenly spread (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 1_000_000;
  };
}

/** A database of the test file with the rules lives are lived by, closed when the file has run. */
export async function figuresDatabase(): Promise<Database> {
  const { url } = await createTestDatabase();
  const database = await openDatabase({ url });
  afterAll(() => database.close());
  await seedRules(database);
  return database;
}

/** Scenes with a province each: no test sees the figures of another. */
export function scenesIn(prefix: string): () => Scene {
  let provinces = 0;
  return () => {
    provinces += 1;
    return { ...SCENE, province: `${prefix}${String(provinces)}` };
  };
}

/** A month of the year made lives are lived in. */
export function month(number: number): Period {
  return { kind: 'month', year: 2026, month: number };
}

/** A moment by the clock of Vietnam. */
export function local(text: string): Instant {
  return parseInstant(`${text}+07:00`);
}

/** A life and what happens next in it. */
export function followedBy(events: readonly NewEvent[], step: (state: ReturnType<typeof foldDossier>) => NewEvent): readonly NewEvent[] {
  return [...events, step(foldDossier(events))];
}
