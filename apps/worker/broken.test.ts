import { expect, test } from 'vitest';
import { endBroken } from './broken.js';

/** What happened while a process ended, in its order. */
async function endedWith(close: (done: (what: string) => void) => Promise<void>): Promise<readonly string[]> {
  const done: string[] = [];
  const note = (what: string): void => void done.push(what);
  await endBroken(new Error('no bundle'), { say: note, tracing: { close: () => close(note) }, exit: (code) => { note(`exit ${String(code)}`); } });
  return done;
}

test('a worker that broke says why, sends its traces and ends only then', async () => {
  const slowly = async (note: (what: string) => void): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    note('traces sent');
  };
  expect(await endedWith(slowly)).toEqual(['The worker broke: no bundle', 'traces sent', 'exit 1']);
});

test('it ends as well where its traces cannot leave', async () => {
  expect(await endedWith(() => Promise.reject(new Error('no collector')))).toEqual(['The worker broke: no bundle', 'exit 1']);
});
