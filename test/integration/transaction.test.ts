import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CopyRows, type Database, openDatabase } from '#persistence';
import { createTestDatabase } from '../support/database.js';

const { ownerUrl } = await createTestDatabase();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url: ownerUrl, poolSize: 2 });
  await database.read.run('CREATE TABLE note (id integer PRIMARY KEY, text text NOT NULL)');
});
afterAll(() => database.close());

const INSERT = 'INSERT INTO note (id, text) VALUES ($1, $2)';

async function notes(): Promise<readonly string[]> {
  return (await database.read.rows<{ text: string }>('SELECT text FROM note ORDER BY id')).map(({ text }) => text);
}

async function emptied(): Promise<void> {
  await database.read.run('TRUNCATE note');
}

describe('statements called together', () => {
  test('are run in the order of the calls, each seeing what the ones before it wrote', async () => {
    await emptied();
    const counts = await database.transaction((tx) =>
      Promise.all([tx.run(INSERT, [1, 'first']), tx.first<{ n: number }>('SELECT count(*) AS n FROM note'), tx.run(INSERT, [2, 'second']), tx.first<{ n: number }>('SELECT count(*) AS n FROM note')]),
    );
    expect(counts).toEqual([1, { n: 1 }, 1, { n: 2 }]);
  });

  test('leave nothing when one of them fails, and the first failure is the one reported', async () => {
    await emptied();
    const work = database.transaction((tx) => Promise.all([tx.run(INSERT, [1, 'kept']), tx.run(INSERT, [1, 'again']), tx.run(INSERT, [2, 'after'])]));
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await notes()).toEqual([]);
  });

  test('that failed without being awaited fail the commit', async () => {
    await emptied();
    const work = database.transaction(async (tx) => {
      await tx.run(INSERT, [1, 'kept']);
      tx.run(INSERT, [1, 'again']).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await notes()).toEqual([]);
  });

  test('use their connection again after an error', async () => {
    for (let round = 0; round < 5; round += 1) {
      await expect(database.transaction((tx) => tx.run('SELECT 1 / $1::integer', [0]))).rejects.toMatchObject({ code: '22012' });
    }
    expect(await database.transaction((tx) => tx.first('SELECT 1 AS one'))).toEqual({ one: 1 });
  });
});

describe('an attempt', () => {
  test('that throws takes back its own statements and no others', async () => {
    await emptied();
    await database.transaction(async (tx) => {
      await tx.run(INSERT, [1, 'before']);
      const attempt = tx.attempt(async () => {
        await tx.run(INSERT, [2, 'inside']);
        throw new Error('no');
      });
      await expect(attempt).rejects.toThrow('no');
      await tx.run(INSERT, [3, 'after']);
    });
    expect(await notes()).toEqual(['before', 'after']);
  });

  test.each([
    // inner and outer attempt end by an error?    what is left
    ['the inner one fails', true, false, ['outer', 'after']],
    ['the outer one fails', false, true, ['after']],
    ['both fail', true, true, ['after']],
    ['none fails', false, false, ['outer', 'inner', 'after']],
  ])('within an attempt: %s', async (_, innerFails, outerFails, left) => {
    await emptied();
    await database.transaction(async (tx) => {
      const outer = tx.attempt(async () => {
        await tx.run(INSERT, [1, 'outer']);
        const inner = tx.attempt(async () => {
          await tx.run(INSERT, [2, 'inner']);
          if (innerFails) throw new Error('inner');
        });
        await inner.catch(() => undefined);
        if (outerFails) throw new Error('outer');
      });
      await outer.catch(() => undefined);
      await tx.run(INSERT, [3, 'after']);
    });
    expect(await notes()).toEqual(left);
  });

  test('that swallows the failure of a statement fails itself and leaves the transaction usable', async () => {
    await emptied();
    await database.transaction(async (tx) => {
      await tx.run(INSERT, [1, 'first']);
      const attempt = tx.attempt(() => tx.run(INSERT, [1, 'double']).catch(() => undefined));
      await expect(attempt).rejects.toMatchObject({ code: '25P02' });
      await tx.run(INSERT, [2, 'second']);
    });
    expect(await notes()).toEqual(['first', 'second']);
  });

  test('keeps the transaction usable when a statement of it fails on the server', async () => {
    await emptied();
    await database.transaction(async (tx) => {
      await tx.run(INSERT, [1, 'first']);
      await expect(tx.attempt(() => tx.run(INSERT, [1, 'double']))).rejects.toMatchObject({ code: '23505' });
      await tx.run(INSERT, [2, 'second']);
    });
    expect(await notes()).toEqual(['first', 'second']);
  });
});

test('a statement prepared before a migration changed its table is prepared anew on another connection', async () => {
  await database.read.run('CREATE TABLE shape (a integer)');
  const read = (): Promise<readonly object[]> => database.read.rows('SELECT * FROM shape WHERE $1', [true]);
  for (let round = 0; round < 4; round += 1) await read();
  await database.read.run('ALTER TABLE shape ADD COLUMN b text');
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, read));
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  await expect(read()).resolves.toEqual([]);
});

test('a statement that its connection no longer knows fails once, and the connection with it', async () => {
  const read = (): Promise<readonly object[]> => database.read.rows('SELECT 5 AS five WHERE $1', [true]);
  for (let round = 0; round < 4; round += 1) await read();
  await Promise.all([1, 2].map(() => database.transaction((tx) => tx.run('DEALLOCATE ALL'))));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, read));
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeLessThanOrEqual(2);
  for (let round = 0; round < 4; round += 1) expect(await read()).toEqual([{ five: 5 }]);
});

describe('a statement that comes when the transaction is over', () => {
  test('because something beside it threw is refused, and nothing of it is written', async () => {
    await emptied();
    const lateStatements: (() => Promise<unknown>)[] = [];
    const work = database.transaction(async (tx) => {
      await tx.run(INSERT, [1, 'in time']);
      lateStatements.push(() => tx.run(INSERT, [2, 'late']));
      throw new Error('beside it');
    });
    await expect(work).rejects.toThrow('beside it');
    await expect(lateStatements[0]?.()).rejects.toThrow('The transaction is over');
    expect(await notes()).toEqual([]);
  });

  test('because the work has returned is refused', async () => {
    await emptied();
    const kept = await database.transaction((tx) => Promise.resolve(tx));
    await expect(kept.run(INSERT, [1, 'late'])).rejects.toThrow('The transaction is over');
    expect(await notes()).toEqual([]);
  });
});

test('bulk copies within its transaction, which leaves nothing when it fails', async () => {
  await emptied();
  const copied = await database.bulk(async (tx) => {
    await tx.run(INSERT, [1, 'one']);
    return tx.copy('note', ['id', 'text'], new CopyRows([[2, 'hai\tba'], [3, 'bốn']]));
  });
  expect([copied, await notes()]).toEqual([2, ['one', 'hai\tba', 'bốn']]);
  await expect(database.bulk((tx) => tx.copy('note', ['id', 'text'], new CopyRows([[4, 'x'], [1, 'double']])))).rejects.toMatchObject({ code: '23505' });
  expect(await notes()).toHaveLength(3);
});
