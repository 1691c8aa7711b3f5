import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLife, Draws, replay } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { instant, MS_PER_DAY, MS_PER_HOUR } from '../time/instant.js';
import { foldEvent } from './fold.js';
import { endangeredFrom, prospectsOf } from './prospects.js';
import type { DossierState } from './state.js';
import { isInStock } from './status.js';

const SEED = 20261201;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
] as const;
const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 3, max: 16 }), fc.integer({ min: 1, max: 40 }));

/** Whose clock runs towards a date that has not passed: those the list of the endangered looks at. */
function runs(state: DossierState): state is DossierState & { readonly dueAt: number } {
  return isInStock(state.status) && state.pause === undefined && state.becameLateAt === undefined && state.dueAt !== undefined && !state.provisional;
}

test('from the moment told after an event until the next, and not before it, a dossier is endangered', () => {
  const seen = { now: 0, later: 0, never: 0, untold: 0 };
  fc.assert(
    fc.property(drawn, ([index, numbers, length, step]) => {
      const [code, receivedAt, asked] = LIVES[index] ?? LIVES[0];
      const life = drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
      const until = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 20 * MS_PER_DAY);
      const { ledger } = replay(life, [{ at: until, ahead: 0 }], 5_000);
      let state: DossierState | undefined;
      for (const [place, { event }] of ledger.entries()) {
        state = foldEvent(state, event);
        if (!runs(state)) continue;
        const [at, end] = [event.occurredAt, Math.min(ledger[place + 1]?.event.occurredAt ?? until, state.dueAt)];
        const told = endangeredFrom(state, life.rules, at);
        seen[told === at ? 'now' : typeof told === 'number' ? 'later' : told] += 1;
        if (told === 'untold') continue;
        const moments = [at, ...Array.from({ length: 12 }, (_, number) => at + step * (number + 1) * MS_PER_HOUR), ...(typeof told === 'number' ? [told - 1, told] : [])];
        for (const moment of moments.filter((one) => one >= at && one < end)) {
          expect([moment, prospectsOf(state, life.rules, instant(moment)).endangered]).toEqual([moment, typeof told === 'number' && moment >= told]);
        }
      }
    }),
    { seed: SEED, numRuns: 400 },
  );
  expect(Math.min(seen.now, seen.later, seen.never)).toBeGreaterThan(50);
  expect(seen.untold).toBeLessThan(seen.later);
});
