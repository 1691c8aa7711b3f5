import { beforeAll, describe, expect, test } from 'vitest';
import { instant, localDateOf, MS_PER_HOUR, parseInstant } from '#domain';
import { openDatabase, type RowScope } from '#persistence';
import { COUNTED_AT_MOST, countQueues, DUE_WORK, listCapacityWork, listQueue, QUEUES, type QueueRequest, readQueueLengths, searchDossiers } from '#service';
import { fillQueues } from '../../apps/cli/bench/open-rows.js';
import { testCounter } from '../support/engine.js';
import { type HeardStatement, listening, planOf, rowsRead } from '../support/plans.js';

const OPEN = 100_000;
const AGENCIES = Array.from({ length: 50 }, (_, index) => `H99.${String(index + 100)}`);
const PAGE = 51;
/** A page is found among so many rows: it takes milliseconds then, whatever stands in the queue. */
const LOOKED_AT = 10_000;
/** That nobody has a dossier is asked of an array, which for a reader is not asked of an index. */
const LOOKED_AT_BY_READERS = 20_000;
/** Those of one agency lie far apart in the order of a province; the database weighs reading on against sorting them all. */
const LOOKED_AT_OF_ONE = 50_000;
/** Lists are read to their beginning only. */
const LOOKED_AT_FOR_LENGTHS = 25_000;
const AT = parseInstant('2026-08-18T09:00:00+07:00');
const MOMENT = { at: AT, endOfDay: instant(AT + 8 * MS_PER_HOUR), soonUntil: instant(AT + 48 * MS_PER_HOUR) };
const COUNTED = QUEUES.filter((queue) => queue !== 'all' && queue !== 'cancelled');
const FULL = ['open', 'due-today', 'due-soon', 'late', 'waiting-applicant', 'unassigned', 'online-answer', 'to-hand-over'] as const;
/** What is owed and drafted is asked of letters as well. */
const BESIDE = 100;
/** Every hundred and third dossier is of this one. */
const OTHER_PROCEDURE = 'QUEUES.OTHER';
/** Of the dossier the others are like. */
const CODE = '000.00.31.H99-260818-0001';
const ONE = { agencies: AGENCIES.slice(7, 8), within: 'H99' };
const SOME = { agencies: AGENCIES.slice(5, 15), within: 'H99' };
const WITHIN: Readonly<Record<string, RowScope>> = {
  province: { reach: 'province', province: 'H99', agencies: AGENCIES },
  agencies: { reach: 'agencies', agencies: SOME.agencies },
  one: { reach: 'agencies', agencies: ONE.agencies },
};
/** Each as the application itself asks, and as somebody does who sees no other rows. */
const SCOPES: readonly (readonly [string, QueueRequest['scope'], RowScope | undefined])[] = [
  ['the province', { province: 'H99' }, undefined],
  ['all its agencies', { agencies: AGENCIES, within: 'H99' }, undefined],
  ['the province, for its reader', { province: 'H99' }, WITHIN['province']],
  ['some of its agencies, for their reader', SOME, WITHIN['agencies']],
  ['one agency, for its reader', ONE, WITHIN['one']],
];

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { database, engine } = counter;

beforeAll(async () => {
  await counter.takeIn();
  const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1, applicationName: 'dunghan-load' });
  await fillQueues(owner, { count: OPEN - 1, at: AT, agencies: AGENCIES });
  await owner.read.run('INSERT INTO procedure_version SELECT copy.* FROM (SELECT p.* FROM procedure_version p JOIN dossier d ON d.procedure_code = p.code AND d.procedure_version = p.version LIMIT 1) AS p, jsonb_populate_record(NULL::procedure_version, to_jsonb(p) || $1) AS copy', [JSON.stringify({ code: OTHER_PROCEDURE })]);
  await owner.read.run(`UPDATE dossier SET procedure_code = $1 WHERE substring(code FROM '-(\\d+)$')::int % 103 = 5`, [OTHER_PROCEDURE]);
  await owner.read.run('VACUUM ANALYZE dossier');
  await owner.close();
  // The versions that name procedures and stages are kept from the first list on.
  await listQueue(engine, { ...MOMENT, queue: 'open', scope: { province: 'H99' }, limit: 1_000 });
}, 300_000);

/** An engine that reads within a scope, and what its statements come to. */
function askerOf(rows: RowScope | undefined): { readonly asked: <T>(ask: (on: typeof engine) => Promise<T>) => Promise<{ readonly answer: T; readonly heard: readonly HeardStatement[] }>; readonly rowsOf: (heard: readonly HeardStatement[]) => Promise<number>; readonly plan: (heard: readonly HeardStatement[]) => ReturnType<typeof planOf> } {
  const reading = rows === undefined ? engine : { ...engine, database: engine.database.within(rows) };
  /** The statements of a request, and what it answered. */
  async function asked<T>(ask: (on: typeof engine) => Promise<T>): Promise<{ readonly answer: T; readonly heard: readonly HeardStatement[] }> {
    const { engine: on, heard } = listening(reading);
    return { answer: await ask(on), heard };
  }
  async function rowsOf(heard: readonly HeardStatement[]): Promise<number> {
    let sum = 0;
    for (const statement of heard) sum += await rowsRead(reading, statement, 'dossier');
    return sum;
  }
  async function plan(heard: readonly HeardStatement[]): ReturnType<typeof planOf> {
    const [statement = { sql: '', parameters: [] }] = heard;
    return planOf(reading, statement);
  }
  return { asked, rowsOf, plan };
}

describe.each(SCOPES)('over a hundred thousand open dossiers, of %s', (_name, scope, rows) => {
  const most = scope === ONE || scope === SOME ? LOOKED_AT_OF_ONE : rows === undefined ? LOOKED_AT : LOOKED_AT_BY_READERS;
  const { asked, rowsOf, plan } = askerOf(rows);

  test.each(FULL)('a page of the queue %s is found among a few rows, at its beginning and far inside', async (queue) => {
    const first = await asked((on) => listQueue(on, { ...MOMENT, queue, scope, limit: 100 }));
    const last = first.answer.at(-1);
    if (scope !== ONE) expect(first.answer.length).toBeGreaterThan(20);
    const inside = await asked((on) => listQueue(on, { ...MOMENT, queue, scope, limit: PAGE, ...(last === undefined ? {} : { after: last.key }) }));
    const keys = [...first.answer, ...inside.answer].map(({ key }) => key);
    expect(keys).toEqual(keys.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
    for (const { heard } of [first, inside]) expect([heard.length, await rowsOf(heard)]).toEqual([1, expect.toSatisfy((rows: number) => rows <= most)]);
  });

  test.each(COUNTED)('the queue %s of everybody and of one officer is found among a few rows, also where it is empty', async (queue) => {
    for (const more of [{}, { officer: 'officer-7' }]) {
      const { heard } = await asked((on) => listQueue(on, { ...MOMENT, queue, scope, limit: PAGE, ...more }));
      expect(await rowsOf(heard)).toBeLessThanOrEqual(most);
    }
  });

  test.each(['all', 'cancelled'] as const)('a page of the queue %s, that holds what is over as well, is found among a few rows', async (queue) => {
    const first = await asked((on) => listQueue(on, { ...MOMENT, queue, scope, limit: 100 }));
    const last = first.answer.at(-1);
    expect(first.answer.length).toBe(queue === 'all' ? 100 : 0);
    const inside = await asked((on) => listQueue(on, { ...MOMENT, queue, scope, limit: PAGE, ...(last === undefined ? {} : { after: last.key }) }));
    for (const { heard } of [first, inside]) expect(await rowsOf(heard)).toBeLessThanOrEqual(most);
  });

  test('what begins with a code is found in a queue without reading the others', async () => {
    const { answer, heard } = await asked((on) => listQueue(on, { ...MOMENT, queue: 'open', scope: { province: 'H99' }, begins: `${CODE.toLowerCase()}-5000`, limit: PAGE }));
    expect((await plan(heard)).indexes).toContain('dossier_code_beginning');
    // A reader of agencies sees only what of these is theirs.
    expect([answer.length, await rowsOf(heard)]).toEqual([rows?.reach === 'agencies' ? expect.toSatisfy((count: number) => count < 11) : 11, expect.toSatisfy((looked: number) => looked <= LOOKED_AT)]);
  });

  test('all lengths to the last are counted by one statement that looks at each dossier once, and are those of the lists', async () => {
    const { answer, heard } = await asked((on) => countQueues(on.database.read, { ...MOMENT, scope }));
    const own = answer.find(({ queue }) => queue === 'open')?.count ?? 0;
    expect([heard.length, await rowsOf(heard)]).toEqual([1, expect.toSatisfy((looked: number) => looked <= own + BESIDE)]);
    expect(own).toBeGreaterThan(1_000);
    for (const { queue, count } of answer) expect([queue, (await listQueue(engine, { ...MOMENT, queue, scope, limit: COUNTED_AT_MOST + 1 })).length]).toEqual([queue, Math.min(count, COUNTED_AT_MOST + 1)]);
  });

  test('the lengths screens tell are found by one statement, of a province among a part of what is open and of agencies among their own, and say of longer lists that they are', async () => {
    const { answer, heard } = await asked((on) => readQueueLengths(on.database.read, { ...MOMENT, scope }));
    const counts = new Map((await countQueues(engine.database.read, { ...MOMENT, scope })).map(({ queue, count }) => [queue, count]));
    const bound = 'province' in scope ? LOOKED_AT_FOR_LENGTHS : (counts.get('open') ?? 0) + BESIDE;
    expect([heard.length, await rowsOf(heard)]).toEqual([1, expect.toSatisfy((looked: number) => looked <= bound)]);
    expect(answer.map(({ queue, count, more }) => [queue, count, more])).toEqual([...counts].map(([queue, count]) => ('province' in scope ? [queue, Math.min(count, COUNTED_AT_MOST), count > COUNTED_AT_MOST] : [queue, count, false])));
  });

  test('the lengths and the list of one procedure are found among its own', async () => {
    const of = { ...MOMENT, scope, procedure: OTHER_PROCEDURE };
    const { answer, heard } = await asked((on) => readQueueLengths(on.database.read, of));
    const [own] = await engine.database.read.rows<{ n: number }>('SELECT count(*) AS n FROM dossier WHERE procedure_code = $1', [OTHER_PROCEDURE]);
    const open = answer.find(({ queue }) => queue === 'open')?.count ?? 0;
    // Where there is little of the agencies, theirs may be read as well and the other procedures left out.
    const bound = rows?.reach === 'agencies' ? (await countQueues(engine.database.read, { ...MOMENT, scope })).find(({ queue }) => queue === 'open')?.count : own?.n;
    expect([heard.length, open, await rowsOf(heard)]).toEqual([1, expect.toSatisfy((count: number) => count > 0 && count <= (own?.n ?? 0)), expect.toSatisfy((looked: number) => looked <= (bound ?? 0) + BESIDE)]);
    const list = await asked((on) => listQueue(on, { ...of, queue: 'open', limit: COUNTED_AT_MOST + 1 }));
    expect([list.answer.length, await rowsOf(list.heard)]).toEqual([Math.min(open, COUNTED_AT_MOST + 1), expect.toSatisfy((looked: number) => looked <= most)]);
  });
});

test('of one officer the few that are theirs are looked at, to count all lengths and to list all', async () => {
  const { asked, rowsOf } = askerOf(WITHIN['province']);
  const of = { scope: { province: 'H99' }, officer: 'officer-7' };
  const lengths = await asked((on) => readQueueLengths(on.database.read, { ...MOMENT, ...of }));
  const all = await asked((on) => listQueue(on, { ...MOMENT, ...of, queue: 'all', limit: PAGE }));
  expect([all.answer.length, lengths.answer.find(({ queue }) => queue === 'open')?.count]).toEqual([PAGE, expect.toSatisfy((count: number) => count > 200)]);
  for (const { heard } of [lengths, all]) expect(await rowsOf(heard)).toBeLessThanOrEqual(LOOKED_AT);
});

test.each([undefined, ...Object.values(WITHIN)])('a dossier is found by the beginning of its code among a hundred thousand without reading them, within %j', async (rows) => {
  const { asked, rowsOf } = askerOf(rows);
  const { heard } = await asked((on) => searchDossiers(on, { text: 'H99.31-260818-0001-500', scopes: ['H99'], people: true, limit: 20 }));
  expect(await rowsOf(heard)).toBeLessThanOrEqual(LOOKED_AT);
});

test.each(DUE_WORK)('what falls due in one agency is found without looking at all that is open in its province: %s', async (kind) => {
  const own = { ...engine, database: engine.database.within({ reach: 'agencies', agencies: ONE.agencies }) };
  const { engine: on, heard } = listening(own);
  const scopes: RowScope[] = [];
  const asking = { database: { ...engine.database, within: (scope: RowScope) => { scopes.push(scope); return on.database; } } };
  await listCapacityWork(asking, { agency: ONE.agencies[0] ?? '', kind, day: localDateOf(AT) }, AT, { limit: PAGE });
  expect(scopes).toEqual([{ reach: 'agencies', agencies: ONE.agencies }]);
  let looked = 0;
  for (const statement of heard) looked += await rowsRead(own, statement, 'dossier');
  expect(heard.length).toBeGreaterThan(0);
  expect(looked).toBeLessThan(LOOKED_AT_BY_READERS);
});
