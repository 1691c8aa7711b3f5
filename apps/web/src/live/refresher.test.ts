import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { rereadAddresses, Refresher, rereadWork } from './refresher.js';

const QUEUES = ['get', '/api/v1/queues', {}];
const LIST = ['get', '/api/v1/dossiers', { params: { query: { queue: 'open' } } }];
const LONG = ['get', '/api/v1/dossiers', { params: { query: { queue: 'late' } } }];
const ONE = ['get', '/api/v1/dossiers/{code}', { params: { path: { code: 'A-1' } } }];
const TIMELINE = ['get', '/api/v1/dossiers/{code}/timeline', { params: { path: { code: 'A-1' } } }];
const OTHER = ['get', '/api/v1/dossiers/{code}', { params: { path: { code: 'A-2' } } }];
const RATES = ['get', '/api/v1/metrics/rates', {}];
const SHOWN: readonly (readonly unknown[])[] = [QUEUES, LIST, LONG, ONE, TIMELINE, OTHER, RATES];

let read: string[];
let queries: QueryClient;
let refresher: Refresher;

beforeEach(async () => {
  vi.useFakeTimers();
  read = [];
  queries = new QueryClient();
  refresher = new Refresher(queries);
  for (const queryKey of SHOWN) {
    const answer = queryKey === LONG ? { pages: Array.from({ length: 6 }), pageParams: [] } : {};
    new QueryObserver(queries, { queryKey, queryFn: () => { read.push(JSON.stringify(queryKey)); return answer; } }).subscribe(() => undefined);
  }
  await vi.advanceTimersByTimeAsync(0);
  read = [];
});
afterEach(() => {
  refresher.stop();
  queries.clear();
  vi.useRealTimers();
});

/** What is read again within so many milliseconds. */
async function readWithin(ms: number): Promise<readonly string[]> {
  await vi.advanceTimersByTimeAsync(ms);
  const again = read.toSorted();
  read = [];
  return again;
}

const keys = (...some: readonly (readonly unknown[])[]): readonly string[] => some.map((key) => JSON.stringify(key)).toSorted();

describe('what is shown', () => {
  test('is read again for the dossier that changed, with everything below it, and for no other', async () => {
    refresher.take({ kind: 'dossier', code: 'A-1', seq: 3, status: 'in-progress' });
    refresher.take({ kind: 'dossier', code: 'A-9', seq: 1, status: 'in-progress' });
    expect(await readWithin(199)).toEqual([]);
    expect(await readWithin(1)).toEqual(keys(ONE, TIMELINE));
  });

  test('of queues is read at once and then every three seconds at most, however much changes', async () => {
    for (let times = 0; times < 10; times += 1) refresher.take({ kind: 'queues' });
    expect(await readWithin(200)).toEqual(keys(QUEUES, LIST));
    refresher.take({ kind: 'queues' });
    expect(await readWithin(2_999)).toEqual([]);
    expect(await readWithin(1)).toEqual(keys(QUEUES, LIST));
    expect(await readWithin(10_000)).toEqual([]);
  });

  test('of a list of many pages stays, and is marked as old', async () => {
    refresher.take({ kind: 'queues' });
    await readWithin(200);
    expect(queries.getQueryState(LONG)?.isInvalidated).toBe(true);
    expect(queries.getQueryState(RATES)?.isInvalidated).toBe(false);
  });

  test.each<readonly ['dossiers' | 'figures' | 'notices', readonly (readonly unknown[])[]]>([
    ['dossiers', [ONE, TIMELINE, OTHER]],
    ['figures', [RATES]],
    ['notices', []],
  ])('is read again by the hint %s where it is about that', async (kind, expected) => {
    refresher.take({ kind });
    expect(await readWithin(200)).toEqual(keys(...expected));
  });

  test('is all read again where nobody knows what was missed', async () => {
    refresher.take({ kind: 'reset' });
    expect(await readWithin(200)).toEqual(keys(QUEUES, LIST, ONE, TIMELINE, OTHER, RATES));
  });

  test('after work on dossiers is read again: their pages and the lists they stand in, and nothing else', async () => {
    rereadWork(queries);
    expect(await readWithin(0)).toEqual(keys(QUEUES, LIST, ONE, TIMELINE, OTHER));
  });

  test('is read again alone where it asks a named address', async () => {
    rereadAddresses(queries, '/api/v1/metrics');
    expect(await readWithin(0)).toEqual(keys(RATES));
  });

  test('is left alone by a position', async () => {
    refresher.take({ kind: 'position' });
    expect(await readWithin(60_000)).toEqual([]);
  });
});
