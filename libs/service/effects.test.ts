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

test.each([
  ['DueDateFixed', true],
  ['TermExtended', true],
  ['DossierAccepted', false],
] as const)('%s owes a receipt with the new hour and day, also of what is done while the applicant waits: %s', (type, owed) => {
  const event = { type, seq: 7, occurredAt: DUE, payload: {} } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, { immediate: true, promises: PROMISES, status: 'in-progress', provisional: false })).toEqual(owed ? [{ key: 'd:receipt:7', kind: 'receipt', form: '01' }] : []);
});

test.each([
  [[], 0],
  [['two-working-days'], 1],
])('a calendar that moves what is done while the applicant waits, extended by %j, owes %i letters: a slip was given only with the extension', (extensions, letters) => {
  const event = { type: 'DeadlineMoved', seq: 7, occurredAt: DUE, payload: { dates: { appointment: DUE } } } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, { immediate: true, promises: PROMISES, status: 'in-progress', provisional: false, extensions })).toHaveLength(letters);
});
