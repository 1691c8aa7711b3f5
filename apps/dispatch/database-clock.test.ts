import { expect, test } from 'vitest';
import { instant } from '#domain';
import type { Database } from '#persistence';
import { DatabaseClock } from './database-clock.js';

const SKEW_MS = 5_000;

interface FakeDatabase {
  /** What its clock shows; `undefined` while it is away. */
  at: number | undefined;
  answersAfterMs: number;
  /** Takes questions and answers none, as a process that was stopped does. */
  isFrozen: boolean;
  /** Questions it was asked, answered or not. */
  asked: number;
}

/** A database whose clock the test sets, and a process whose own counting it moves. */
function world(): { readonly open: () => Promise<DatabaseClock>; readonly pass: (ms: number) => void; readonly database: FakeDatabase; readonly measureAgain: () => Promise<void>; readonly endConnection: () => void; readonly isMeasured: () => boolean; readonly said: readonly string[] } {
  const database: FakeDatabase = { at: 1_000_000, answersAfterMs: 0, isFrozen: false, asked: 0 };
  const said: string[] = [];
  let elapsed = 17;
  let thaw: ((error: Error) => void) | undefined;
  let again: (() => Promise<void>) | undefined;
  const first = (): Promise<{ readonly at: number }> => {
    database.asked += 1;
    if (database.isFrozen) return new Promise((_answered, failed) => { thaw = failed; });
    if (database.at === undefined) return Promise.reject(new Error('away'));
    elapsed += database.answersAfterMs;
    return Promise.resolve({ at: database.at });
  };
  const read = { first };
  return {
    open: () =>
      DatabaseClock.open({ database: { read } as unknown as Database, options: { clockSkewMs: SKEW_MS } as Parameters<typeof DatabaseClock.open>[0]['options'] }, (line) => said.push(line), {
        elapsed: () => elapsed,
        repeat: (work) => {
          again = work;
          return () => {
            again = undefined;
          };
        },
      }),
    pass: (ms) => {
      elapsed += ms;
      if (database.at !== undefined) database.at += ms;
    },
    database,
    measureAgain: async () => again?.(),
    endConnection: () => thaw?.(new Error('the connection ended')),
    isMeasured: () => again !== undefined,
    said,
  };
}

test('a process tells the time of its database, counted on between two questions', async () => {
  const { open, pass } = world();
  const clock = await open();
  expect(clock.now()).toBe(1_000_000);
  pass(4_321);
  expect(clock.now()).toBe(1_004_321);
});

test('a database whose clock was set is followed from the next question on, and one that is away stops no time', async () => {
  const { open, pass, database, measureAgain } = world();
  const clock = await open();
  database.at = 2_000_000;
  await measureAgain();
  expect(clock.now()).toBe(2_000_000);
  database.at = undefined;
  await measureAgain();
  pass(100);
  expect(clock.now()).toBe(2_000_100);
});

test('nobody is told the time of a database that does not answer, and it is asked no more', async () => {
  const { open, database, isMeasured } = world();
  database.at = undefined;
  await expect(open()).rejects.toThrow('away');
  expect(isMeasured()).toBe(false);
});

test('an answer that took long, as when the database hung, is not believed', async () => {
  const { open, database, measureAgain } = world();
  const clock = await open();
  database.answersAfterMs = 60_000;
  await measureAgain();
  expect(clock.now()).toBe(1_060_000);
});

test('a minute without an answer is said once, and so is the answer after it; how long it lasts is counted', async () => {
  const { open, database, measureAgain, said } = world();
  const clock = await open();
  const measured = async (times: number): Promise<number> => {
    for (let time = 0; time < times; time += 1) {
      await measureAgain();
    }
    return clock.failedInARow;
  };
  database.at = undefined;
  expect([await measured(5), said]).toEqual([5, []]);
  expect([await measured(4), said]).toEqual([9, [expect.stringMatching(/asked 6 times in vain.*: away$/u)]]);
  database.at = 1_000_000;
  expect([await measured(2), said.length, said.at(-1)]).toEqual([0, 2, 'The clock of PostgreSQL answers again']);
  database.at = undefined;
  await measured(1);
  database.at = 1_000_000;
  expect([await measured(1), said.length]).toEqual([0, 2]);
});

test('a database that takes the question and never answers is asked no second, and counts as one that does not answer', async () => {
  const { open, pass, database, measureAgain, endConnection, said } = world();
  const clock = await open();
  database.isFrozen = true;
  const hanging = measureAgain();
  for (let time = 0; time < 6; time += 1) await measureAgain();
  expect([database.asked, clock.failedInARow, said]).toEqual([2, 6, [expect.stringMatching(/asked 6 times in vain.*: PostgreSQL has not answered/u)]]);
  pass(60_000);
  expect(clock.now()).toBe(1_060_000);
  endConnection();
  await hanging;
  database.isFrozen = false;
  await measureAgain();
  expect([database.asked, clock.failedInARow, said.at(-1)]).toEqual([3, 0, 'The clock of PostgreSQL answers again']);
});

test.each([
  // told, taken
  [999_000, 999_000, 'a clock behind is believed: nothing comes too early by it'],
  [1_005_000, 1_005_000, 'a clock ahead by the allowed skew is believed, for that much is waited for anyway'],
  [1_005_001, 1_000_000, 'a clock further ahead is not: it is now'],
  [4_600_000, 1_000_000, 'nor one that is an hour ahead'],
])('of an instant %i told at 1000000, %i is taken: %s', async (told, taken) => {
  const clock = await world().open();
  expect(clock.notAhead(instant(told))).toBe(taken);
});
