import { expect, test } from 'vitest';
import { everyStep } from './every-step.js';

const failing = (what: string) => (): Promise<never> => Promise.reject(new Error(what));

test('each step is taken in its order, and after a failure those behind it as well', async () => {
  const taken: string[] = [];
  const step = (name: string) => async (): Promise<void> => {
    await Promise.resolve();
    taken.push(name);
  };
  await everyStep([step('a'), step('b')]);
  await expect(everyStep([step('c'), failing('no room'), step('d')])).rejects.toThrow(/^no room$/u);
  expect(taken).toEqual(['a', 'b', 'c', 'd']);
});

test('several failures are all told', async () => {
  await expect(everyStep([failing('one'), failing('other')])).rejects.toThrow(/^one; other$/u);
});
