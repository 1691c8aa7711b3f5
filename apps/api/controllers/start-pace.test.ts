import { expect, test } from 'vitest';
import { StartPace } from './start-pace.js';

/** A pace with a clock the test moves and starts it answers when it likes. */
function paced(limits: { readonly perSecond: number; readonly atOnce: number }): { readonly moveTo: (ms: number) => void; readonly start: (name: string) => void; readonly started: string[]; readonly answer: () => Promise<void> } {
  let now = 0;
  const started: string[] = [];
  let answers: (() => void)[] = [];
  const pace = new StartPace(limits, () => now);
  return {
    moveTo: (ms) => (now = ms),
    start: (name) => {
      pace.start(() => new Promise<void>((resolve) => {
        started.push(name);
        answers.push(resolve);
      }));
    },
    started,
    answer: async () => {
      answers.forEach((each) => { each(); });
      answers = [];
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('so many are started in a second, and as many again in the next', async () => {
  const { moveTo, start, started, answer } = paced({ perSecond: 2, atOnce: 10 });
  ['a', 'b', 'c'].forEach(start);
  await answer();
  moveTo(999);
  start('d');
  expect(started).toEqual(['a', 'b']);
  moveTo(1_000);
  ['e', 'f', 'g'].forEach(start);
  expect(started).toEqual(['a', 'b', 'e', 'f']);
});

test('none is started while so many are not answered, however long that takes', async () => {
  const { moveTo, start, started, answer } = paced({ perSecond: 10, atOnce: 2 });
  ['a', 'b', 'c'].forEach(start);
  moveTo(60_000);
  start('d');
  expect(started).toEqual(['a', 'b']);
  await answer();
  start('e');
  expect(started).toEqual(['a', 'b', 'e']);
});
