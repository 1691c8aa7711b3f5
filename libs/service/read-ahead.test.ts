import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.js';

/** Pages that write down when they are asked for. */
async function* pagesOf(told: string[], count: number, broken?: number): AsyncGenerator<number, undefined> {
  for (let page = 1; page <= count; page += 1) {
    told.push(`asked for ${String(page)}`);
    if (page === broken) throw new Error(`page ${String(page)} is broken`);
    yield await Promise.resolve(page);
  }
}

test('each page is worked on when the next one has been asked for, in order and to the last', async () => {
  const told: string[] = [];
  for await (const page of readAhead(pagesOf(told, 3))) told.push(`working on ${String(page)}`);
  expect(told).toEqual(['asked for 1', 'asked for 2', 'working on 1', 'asked for 3', 'working on 2', 'working on 3']);
});

test('a page that cannot be read is told of in its turn, after the one before it was worked on', async () => {
  const told: string[] = [];
  const reading = async (): Promise<void> => {
    for await (const page of readAhead(pagesOf(told, 3, 2))) told.push(`working on ${String(page)}`);
  };
  await expect(reading()).rejects.toThrow('page 2 is broken');
  expect(told.at(-1)).toBe('working on 1');
});

test('work that fails ends it, whatever becomes of the page under way', async () => {
  const reading = async (): Promise<void> => {
    for await (const page of readAhead(pagesOf([], 2, 2))) throw new Error(`work on ${String(page)} failed`);
  };
  await expect(reading()).rejects.toThrow('work on 1 failed');
});
