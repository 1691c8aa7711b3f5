import type { ClientBase } from 'pg';
import { expect, test } from 'vitest';
import { Savepoints } from './savepoints.js';

/** A connection that notes what it is sent. */
function recorder(): { readonly sent: string[]; readonly savepoints: Savepoints; readonly statement: (text: string) => Promise<void> } {
  const sent: string[] = [];
  const query = (text: string): Promise<void> => {
    sent.push(text);
    return Promise.resolve();
  };
  const savepoints = new Savepoints({ query } as unknown as ClientBase);
  return { sent, savepoints, statement: (text) => savepoints.send(() => query(text)) };
}

test('work that needs no statement costs none, whether it succeeds or fails', async () => {
  const { sent, savepoints } = recorder();
  await savepoints.attempt(() => Promise.resolve());
  await savepoints.attempt(() => Promise.reject(new Error('no'))).catch(() => undefined);
  expect(sent).toEqual([]);
});

test('one savepoint is set before the first statement of the work and released after the last', async () => {
  const { sent, savepoints, statement } = recorder();
  await savepoints.attempt(async () => {
    await statement('a');
    await statement('b');
  });
  await statement('c');
  expect(sent).toEqual(['SAVEPOINT attempt_1', 'a', 'b', 'RELEASE SAVEPOINT attempt_1', 'c']);
});

test('nested work sets the outer savepoint too, and takes back only its own', async () => {
  const { sent, savepoints, statement } = recorder();
  await savepoints.attempt(async () => {
    const inner = savepoints.attempt(async () => {
      await statement('a');
      throw new Error('no');
    });
    await inner.catch(() => undefined);
    await statement('b');
  });
  expect(sent).toEqual(['SAVEPOINT attempt_1', 'SAVEPOINT attempt_2', 'a', 'ROLLBACK TO SAVEPOINT attempt_2', 'b', 'RELEASE SAVEPOINT attempt_1']);
});
