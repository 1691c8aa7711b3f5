import { expect, test } from 'vitest';
import { type DossierEvent, instant } from '#domain';
import { lettersOwedBy } from './effects.js';

const DUE = instant(1_787_104_800_000);
const PROMISES = [{ number: 1, kind: 'first', at: DUE, brokenAt: DUE }] as const;

function signedAt(ms: number): DossierEvent {
  return { type: 'ApologySigned', seq: 7, occurredAt: instant(ms), payload: { promise: 1 } } as DossierEvent;
}

test.each([
  // signed, kind of letter: a command at the very instant of a point comes before it
  [DUE - 1, 'apology', 'before the promise was broken'],
  [DUE, 'apology', 'at the very instant, which the command precedes'],
  [DUE + 1, 're-appointment', 'after it was broken'],
])('a signature at %i owes the letter %s: %s, whoever settles the break and when', (at, kind) => {
  expect(lettersOwedBy('d', signedAt(at), { immediate: false, promises: PROMISES, status: 'in-progress', provisional: false })).toMatchObject([{ kind, key: `d:${kind}:1` }]);
});
