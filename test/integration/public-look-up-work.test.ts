import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PUBLIC, formatInstant, instant, MS_PER_HOUR, parseInstant } from '#domain';
import { type Engine, lookUp, purgePublicPages, slipCodeOf } from '#service';
import { ROUTES } from '../../apps/api/openapi/routes.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Trịnh Thị Tra Cứu', phone: '0912 345 678' } });
let morning = parseInstant('2026-08-18T09:00:00+07:00');

beforeEach(async () => {
  morning = instant(morning + 24 * MS_PER_HOUR);
  clock.set(formatInstant(morning));
  await purgePublicPages(engine, clock.now());
});

/** What a look-up did: its statements, the purposes of its keyed hashes, and how many records it decrypted. */
interface Work {
  readonly statements: string[];
  readonly hashes: string[];
  opened: number;
}

async function workOf(pair: Parameters<typeof lookUp>[1]): Promise<Work> {
  const work: Work = { statements: [], hashes: [], opened: 0 };
  const { read } = engine.database;
  const heard = Object.fromEntries((['rows', 'first', 'run'] as const).map((name) => [name, (sql: string, parameters?: readonly unknown[]) => {
    work.statements.push(`${name} ${sql}`);
    return (read[name] as (text: string, values?: readonly unknown[]) => unknown)(sql, parameters);
  }]));
  const { vault } = engine;
  const over: Engine = {
    ...engine,
    database: { ...engine.database, read: heard as unknown as typeof read },
    rules: { ...engine.rules, settings: () => engine.rules.settings(read) },
    vault: {
      ...vault,
      open: (...given) => {
        work.opened += 1;
        return vault.open(...given);
      },
      hmac: (purpose, text) => {
        work.hashes.push(purpose);
        return vault.hmac(purpose, text);
      },
    },
  };
  expect(await lookUp(over, pair, '203.0.113.9', clock.now())).toEqual({ kind: 'unknown' });
  return work;
}

async function erased(): Promise<{ readonly code: string; readonly id: string }> {
  const dossier = await desk.take({ refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
  await desk.byTwo(dossier.links.self, ERASURE);
  return dossier;
}

describe('a look-up that finds nothing', () => {
  test('does the same work, whether the code is unknown, the telephone or the slip’s code is wrong, or the dossier is erased', async () => {
    const [{ code }, gone] = [await desk.take(), await erased()];
    const works = [
      await workOf({ code, phoneLast4: '0000' }),
      await workOf({ code, slipCode: 'ZZZZZZ' }),
      await workOf({ code: `${code}9`, phoneLast4: '5678' }),
      await workOf({ code: 'zzzz', slipCode: 'ZZZZZZ' }),
      await workOf({ code: '00', phoneLast4: '5678' }),
      await workOf({ code: gone.code, phoneLast4: '5678' }),
      await workOf({ code: gone.code, slipCode: 'ZZZZZZ' }),
    ];
    expect(works[0]?.statements).toHaveLength(3);
    expect(works[0]).toMatchObject({ hashes: ['public-window', 'public-window', 'public-window', 'public-window', 'slip-code'], opened: 1 });
    for (const work of works) expect(work).toEqual(works[0]);
  });

  test('is no other dossier’s telephone: an erased one is found by its slip alone', async () => {
    await desk.take();
    const gone = await erased();
    expect(await lookUp(engine, { code: gone.code, phoneLast4: '5678' }, '203.0.113.10', clock.now())).toEqual({ kind: 'unknown' });
    expect(await lookUp(engine, { code: gone.code, slipCode: slipCodeOf(engine, gone.id) }, '203.0.113.10', clock.now())).toMatchObject({ kind: 'found', dossierId: gone.id });
  });
});

describe('a bucket of addresses', () => {
  test('tries no more of one code than one address does', async () => {
    const { code } = await desk.take();
    const kinds: string[] = [];
    for (let place = 0; place < 40; place += 1) {
      const tried = { code, phoneLast4: String(place).padStart(4, '0') };
      kinds.push((await lookUp(engine, tried, `198.51.100.${String(place)}`, clock.now())).kind);
    }
    expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(5);
    expect(new Set(kinds.slice(5))).toEqual(new Set(['too-many']));
    expect(await lookUp(engine, { code, phoneLast4: '5678' }, '198.51.100.200', clock.now())).toMatchObject({ kind: 'too-many' });
  });

  test('learns of a code nobody bears what it learns of one that exists: the limit is the same', async () => {
    const { code } = await desk.take();
    const kindsOf = async (asked: string, network: string): Promise<readonly string[]> => {
      const kinds: string[] = [];
      for (let place = 0; place < 8; place += 1) kinds.push((await lookUp(engine, { code: asked, phoneLast4: '0000' }, `${network}.${String(place)}`, clock.now())).kind);
      return kinds;
    };
    expect(await kindsOf('H99-KHONG-CO-AI', '192.0.2')).toEqual(await kindsOf(code, '203.0.113'));
  });
});

describe('an address that asks too often', () => {
  /** Made once in some seconds however many screens ask. */
  const SHARED = ['/api/v1/public/board/{agency}', '/api/v1/public/queue-desks/{agency}'];
  const COUNTED = ROUTES.filter(({ path, open, body }) => open === true && body === undefined && path.startsWith('/api/v1/public/') && !SHARED.includes(path)).map(({ method, path }) => [method, path] as const);

  test('is told so by every public address that takes no body and whose answer is not shared', async () => {
    for (let attempt = 0; attempt < DEFAULT_PUBLIC.addressPerMinute; attempt += 1) expect((await get('/api/v1/public/feedback-answers')).status).toBe(200);
    expect((await get('/api/v1/public/feedback-answers')).status).toBe(429);
    // Published answers are counted apart: paging through them keeps nobody from looking a dossier up.
    for (let attempt = 0; attempt < DEFAULT_PUBLIC.addressPerMinute; attempt += 1) expect((await get('/api/v1/public/lookups/letters')).status).toBe(401);
    const told = await Promise.all(COUNTED.map(async ([method, path]) => [path, (await (method === 'get' ? get : post)(path.replace('{key}', 'receipt'))).status]));
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual(COUNTED.map(([, path]) => [path, 429]));
    expect((await post('/api/v1/public/lookups', { body: { code: 'H99-KHONG-CO-2', phoneLast4: '0000' } })).status).toBe(429);
  });
});

test('no answer of the public pages names anybody, whatever was taken in', async () => {
  const word = fc.stringMatching(/^[A-ZĐ][a-zà-ỹ]{5,9}$/u).map((text) => text.normalize('NFC'));
  const digits = fc.stringMatching(/^09[0-9]{4}[1-9]{4}$/);
  await fc.assert(
    fc.asyncProperty(fc.record({ name: fc.tuple(word, word), address: word, note: word, proxy: fc.tuple(word, word), phone: digits, proxyPhone: digits }), async ({ name, address, note, proxy, phone, proxyPhone }) => {
      await purgePublicPages(engine, instant(clock.add(MS_PER_HOUR)));
      const marked = (words: readonly string[]): string => words.map((text) => `Qx${text}`).join(' ');
      const { code } = await desk.take({
        applicant: { name: marked(name), phone, email: `qx${phone}@example.vn`, address: marked([address]) }, proxy: { name: marked(proxy), phone: proxyPhone, authorisation: '12/UQ' }, note: marked([note]), requestContent: marked([note]),
      });
      const found = await post('/api/v1/public/lookups', { body: { code, phoneLast4: phone.slice(-4) } });
      expect(found.status).toBe(200);
      const { token } = found.body['session'] as { readonly token: string };
      const call = { headers: { authorization: `Lookup ${token}` } };
      const answers = [found, await get('/api/v1/public/lookups/current', call), await post('/api/v1/public/lookups', { body: { code, phoneLast4: '0000' } }), await post('/api/v1/public/lookups/letter-codes', call)];
      // A token is of chance, and may hold any two letters.
      const texts = answers.map(({ text }) => text.replaceAll(token, ''));
      for (const secret of ['Qx', 'qx', phone.slice(0, -4), proxyPhone.slice(0, -4)]) expect(texts.join('\n')).not.toContain(secret);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
