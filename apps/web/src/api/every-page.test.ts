import { expect, test } from 'vitest';
import { everyPage } from './every-page.js';

const ALL = Array.from({ length: 450 }, (_, index) => index);
/** A server of pages, the next begun where the last ended. */
const pageOf = ({ limit, after }: { readonly limit: number; readonly after?: string }): Promise<{ readonly data: { readonly items: readonly number[]; readonly next: string | null } }> => {
  const from = Number(after ?? '0');
  const until = from + limit;
  return Promise.resolve({ data: { items: ALL.slice(from, until), next: until < ALL.length ? String(until) : null } });
};

test('a list of choices of more than one page is read to its end, in order', async () => {
  expect(await everyPage(pageOf)).toEqual(ALL);
});

test('a list of which a page is refused is no list at all', async () => {
  await expect(everyPage((query) => (query.after === undefined ? pageOf(query) : Promise.resolve({ error: { status: 403 } })))).rejects.toEqual({ status: 403 });
});
