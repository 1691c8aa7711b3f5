import { z } from 'zod';
import type { LateEventKey } from '#service/figures';
import { problem } from '../problems/problem.js';

const key = z.tuple([z.string().regex(/^\d{1,19}$/), z.uuid(), z.int().min(0)]);

/** Writes where the next page of late events begins, so that it fits into an address; clients hand it back unread. */
export function writeLateKey({ xact, dossierId, seq }: LateEventKey): string {
  return Buffer.from(JSON.stringify([xact, dossierId, seq]), 'utf8').toString('base64url');
}

/** Reads it back. Throws a 400 problem for anything `writeLateKey` did not write. */
export function readLateKey(text: string): LateEventKey {
  try {
    const [xact, dossierId, seq] = key.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { xact, dossierId, seq };
  } catch {
    throw problem('invalid-request', undefined, [{ path: '/query/after', reason: 'must be the `next` of a page of this list' }]);
  }
}
