import { z } from 'zod';
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

const byId = z.uuid();

/** Keys of rows known by a business key. */
export const byKey = z.string().regex(/^[\x21-\x7e]+$/);

/**
 * Reads a key back: one of rows known by their identifier unless another kind is named. Throws a 400 problem for anything
 * `writeKey` did not write for such a list.
 */
export function readKey(text: string, kind: z.ZodType<string> = byId): TimedKey {
  try {
    const parsed = z.tuple([z.int(), kind]).safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (parsed.success) {
      const [at, key] = parsed.data;
      return { at, key };
    }
  } catch {
    // Not our writing: answered like any other key that is none.
  }
  throw problem('invalid-request', undefined, [{ path: '/query/after', reason: 'must be the `next` of a page of this list' }]);
}
