import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLife, Draws, replay, type RandomLife } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { instant, MS_PER_DAY, MS_PER_HOUR } from '../time/instant.js';
import type { DossierEvent, NewEvent } from './events.js';
import { SYSTEM_ACTOR } from './actor.js';
import { findDateFault } from './recompute.js';

const SEED = 20261124;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
] as const;

const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 4, max: 20 }));

function lifeOf([index, numbers, length]: readonly [number, readonly number[], number]): RandomLife {
  const [code, receivedAt, asked] = LIVES[index] ?? LIVES[0];
  return drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
}

function ledgerOf(life: RandomLife): readonly DossierEvent[] {
  const end = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 30 * MS_PER_DAY);
  return replay(life, [{ at: end, ahead: 0 }], 5_000).ledger.map(({ cause, ordinal, event }, index) => placed(event, index + 1, cause, ordinal));
}

function placed(event: NewEvent, seq: number, cause: string, ordinal: number): DossierEvent {
  return { ...event, seq, cause, ordinal, actor: SYSTEM_ACTOR, recordedAt: event.occurredAt, calendarSnapshot: 'now' };
}

test('every date of a random life is given again by its own rules and calendar', () => {
  fc.assert(
    fc.property(drawn, (seed) => {
      const life = lifeOf(seed);
      expect(findDateFault(ledgerOf(life), () => life.rules)).toBeUndefined();
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test('a due date that was written an hour later than its rules give is found at its event', () => {
  const life = lifeOf([0, [1], 4]);
  const [first, ...rest] = ledgerOf(life);
  if (first?.type !== 'DossierReceived') {
    throw new Error('this life begins at the counter');
  }
  const { term } = first.payload;
  const moved: DossierEvent = { ...first, payload: { ...first.payload, term: { ...term, dueAt: (term.dueAt ?? 0) + MS_PER_HOUR } } };
  expect(findDateFault([moved, ...rest], () => life.rules)).toEqual({ seq: 1, stated: (term.dueAt ?? 0) + MS_PER_HOUR, recomputed: term.dueAt });
});
