import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.mjs';

/** Work that ends when it is told to, and what was begun. */
function held(): { readonly begun: string[]; readonly work: (name: string) => Promise<void>; readonly end: (name: string, error?: Error) => Promise<void> } {
  const begun: string[] = [];
  const under = new Map<string, (error?: Error) => void>();
  return {
    begun,
    work: (name) => {
      begun.push(name);
      return new Promise((resolve, reject) => { under.set(name, (error) => { if (error === undefined) resolve(); else reject(error); }); });
    },
    end: async (name, error) => {
      under.get(name)?.(error);
      await new Promise(setImmediate);
    },
  };
}

test('as many as are wanted go on at once, and the next begins when one ends', async () => {
  const { begun, work, end } = held();
  const all = sideBySide(['a', 'b', 'c'], 2, work);
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await all;
});

test('after one that broke no other is begun, and those under way are waited for', async () => {
  const { begun, work, end } = held();
  let hasEnded = false;
  const all = sideBySide(['a', 'b', 'c', 'd'], 2, work).finally(() => { hasEnded = true; });
  const told = expect(all).rejects.toThrow('stopped');
  await end('a', new Error('stopped'));
  expect(hasEnded).toBe(false);
  await end('b');
  await told;
  expect(begun).toEqual(['a', 'b']);
});
