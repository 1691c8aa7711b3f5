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
  // immediate, status after the draft, letters
  [false, 'finished', ['result-ready']],
  [true, 'finished', []],
  [false, 'returned', []],
] as const)('a result recorded (while the applicant waits: %s; then %s) owes %j: nobody is asked to come for what is in their hands', (immediate, status, kinds) => {
  const event = { type: 'ResultRecorded', seq: 7, occurredAt: DUE, payload: {} } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, { immediate, status }).map(({ kind, key }) => [kind, key])).toEqual(kinds.map((kind) => [kind, `d:${kind}:7`]));
});

test.each([
  [[], 1],
  [[{ trackingNumber: 'VN1', address: { version: 2, commitment: '' }, sentAt: 1 }], 0],
  [[{ trackingNumber: 'VN1', address: { version: 2, commitment: '' }, sentAt: 1, returnedAt: 2 }], 1],
])('nobody came for the result, sent by post %j: %i reminders', (shipments, letters) => {
  const event = { type: 'ResultUncollected', seq: 7, occurredAt: DUE, payload: {} } as unknown as DossierEvent;
  const result = { outcome: 'granted', recordedAt: 1, shipments } as const;
  expect(lettersOwedBy('d', event, { ...RUNNING, status: 'finished', result })).toEqual(letters === 0 ? [] : [{ key: 'd:uncollected-reminder:7', kind: 'uncollected-reminder', form: '00' }]);
});

test('an acknowledged fault owes an apology of its own, under the event that acknowledges it', () => {
  const event = { type: 'FaultAcknowledged', seq: 9, occurredAt: DUE, payload: { fault: 'lost-dossier' } } as unknown as DossierEvent;
  expect(lettersOwedBy('d', event, RUNNING)).toEqual([{ key: 'd:fault-apology:9', kind: 'fault-apology', form: '00' }]);
});
