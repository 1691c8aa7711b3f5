import { problem } from '../problems/problem.js';

/** A page of a list, ordered by a key: its items and the key after which the next page begins, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Key of a row ordered by an instant and then by a text. */
interface TimedKey {
  readonly at: number;
  readonly key: string;
}

/** Writes a key so that it fits into an address; clients hand it back unread. */
export function writeKey({ at, key }: TimedKey): string {
  return Buffer.from(JSON.stringify([at, key]), 'utf8').toString('base64url');
}

/** Reads a key back. Throws a 400 problem for anything that was not written by `writeKey`. */
export function readKey(text: string): TimedKey {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && Number.isSafeInteger(parsed[0]) && typeof parsed[1] === 'string') {
      return { at: Number(parsed[0]), key: parsed[1] };
    }
  } catch {
    // Not our writing: answered like any other key that is none.
  }
  throw problem('invalid-request', undefined, [{ path: '/query/after', reason: 'must be the `next` of a page of this list' }]);
}
