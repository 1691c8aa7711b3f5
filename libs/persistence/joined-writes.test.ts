import { expect, test } from 'vitest';
import { JoinedWrites } from './joined-writes.js';

async function sent(writes: JoinedWrites): Promise<readonly (readonly [string, readonly unknown[]])[]> {
  const statements: (readonly [string, readonly unknown[]])[] = [];
  await writes.send({
    run: (sql, parameters = []) => {
      statements.push([sql, parameters]);
      return Promise.resolve(1);
    },
  });
  return statements;
}

test('writes become one statement, each with its own parameters', async () => {
  const writes = new JoinedWrites();
  await writes.run('INSERT INTO a VALUES ($1, $2, $1)', ['x', 2]);
  await writes.run('DELETE FROM b');
  await writes.run('INSERT INTO c SELECT $2, $1', [true, null]);
  expect(await sent(writes)).toEqual([
    ['WITH part_0 AS (INSERT INTO a VALUES ($1, $2, $1)),\npart_1 AS (DELETE FROM b),\npart_2 AS (INSERT INTO c SELECT $4, $3) SELECT', ['x', 2, true, null]],
  ]);
});

test('parameters beyond the ninth keep their number whole', async () => {
  const writes = new JoinedWrites();
  await writes.run('A $1', ['first']);
  await writes.run('B $1 $10 $2', Array.from({ length: 10 }, (_, index) => index));
  expect((await sent(writes))[0]?.[0]).toContain('B $2 $11 $3');
});

test('nothing gathered sends nothing', async () => {
  expect(await sent(new JoinedWrites())).toEqual([]);
});
