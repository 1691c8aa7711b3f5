import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.js';

/** Pages that note when they are asked for and when they are over. */
async function* pages(log: string[], failing?: number): AsyncGenerator<number, undefined> {
  try {
    for (const page of [1, 2, 3]) {
      log.push(`asked ${String(page)}`);
      await Promise.resolve();
      if (page === failing) throw new Error(`page ${String(page)} cannot be read`);
      yield page;
    }
  } finally {
    log.push('over');
  }
  return undefined;
}

test('pages come in order, each asked for before the one ahead of it is worked on and none further', async () => {
  const log: string[] = [];
  for await (const page of readAhead(pages(log))) {
    await new Promise(setImmediate);
    log.push(`worked ${String(page)}`);
  }
  expect(log).toEqual(['asked 1', 'asked 2', 'worked 1', 'asked 3', 'worked 2', 'over', 'worked 3']);
});

test('a page that cannot be read fails when its turn comes, after the pages ahead of it', async () => {
  const seen: number[] = [];
  const read = async (): Promise<void> => {
    for await (const page of readAhead(pages([], 2))) {
      await new Promise(setImmediate);
      seen.push(page);
    }
  };
  await expect(read()).rejects.toThrow('page 2 cannot be read');
  expect(seen).toEqual([1]);
});

test('whoever stops early leaves no page under way', async () => {
  const log: string[] = [];
  for await (const page of readAhead(pages(log))) {
    expect(page).toBe(1);
    break;
  }
  expect(log).toEqual(['asked 1', 'asked 2', 'over']);
});
