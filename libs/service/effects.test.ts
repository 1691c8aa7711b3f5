import { expect, test } from 'vitest';
import { type DossierEvent, instant } from '#domain';
import { lettersOwedBy } from './effects.js';

const DUE = instant(1_787_104_800_000);
const RUNNING = { immediate: false, status: 'in-progress', provisional: false } as const;

test.each([
  ['ApologySigned', { promise: 1 }, {}],
  ['DossierBecameLate', { promise: 1 }, { awaitsSignature: true }],
  ['PromiseBroken', { number: 1 }, { awaitsSignature: true }],
] as const)('%s owes the one apology of that promise, and only a signature lets it go out', (type, payload, waits) => {
  const event = { type, seq: 7, occurredAt: DUE, payload } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, RUNNING)).toEqual([{ key: 'd:apology:1', kind: 'apology', form: '04', promise: 1, ...waits }]);
});

test.each([
  ['DueDateFixed', true],
  ['TermExtended', true],
  ['DossierAccepted', false],
] as const)('%s owes a receipt with the new hour and day, also of what is done while the applicant waits: %s', (type, owed) => {
  const event = { type, seq: 7, occurredAt: DUE, payload: {} } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, { ...RUNNING, immediate: true })).toEqual(owed ? [{ key: 'd:receipt:7', kind: 'receipt', form: '01' }] : []);
});

test.each([
  [[], 0],
  [['two-working-days'], 1],
])('a calendar that moves what is done while the applicant waits, extended by %j, owes %i letters: a slip was given only with the extension', (extensions, letters) => {
  const event = { type: 'DeadlineMoved', seq: 7, occurredAt: DUE, payload: { dates: { appointment: DUE } } } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, { ...RUNNING, immediate: true, extensions })).toHaveLength(letters);
});
