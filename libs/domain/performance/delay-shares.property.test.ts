import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLife, Draws, replay } from '../../../test/fixtures/random-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { NewEvent } from '../dossier/events.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState } from '../dossier/state.js';
import { instant, MS_PER_DAY } from '../time/instant.js';
import { shareDelay, wholeMinutes } from './delay-shares.js';
import { walkDelay } from './delay-walk.js';

const SEED = 20261129;
const LIVES = [
  ['1.012994', '2026-08-19T09:00', {}],
  ['1.115778', '2026-11-20T10:15', { agencyCode: 'H99.05.01' }],
  ['2.002621', '2026-08-20T15:30', { channel: 'online', caseCode: '2.002621.01' }],
  ['1.014466', '2026-08-10T08:00', { agencyCode: 'H99.05', caseCode: '1.014466.02' }],
  ['2.000815', '2026-08-19T15:10', {}],
  ['3.000152', '2026-08-19T09:00', { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' }],
] as const;
const drawn = fc.tuple(fc.nat(LIVES.length - 1), fc.array(fc.nat(9_999), { minLength: 60, maxLength: 60 }), fc.integer({ min: 4, max: 24 }));

test('whatever happens to a dossier, the shares of its delay are positive whole minutes that sum to it, at its end and at every moment before', () => {
  let [ends, open, shared] = [0, 0, 0];
  fc.assert(
    fc.property(drawn, ([index, numbers, length]) => {
      const [code, receivedAt, asked] = LIVES[index] ?? LIVES[0];
      const life = drawLife(rulesOf(code), receivedAt, asked, length, new Draws(numbers));
      const until = instant((life.commands.at(-1)?.at ?? life.opening.occurredAt) + 30 * MS_PER_DAY);
      let state: DossierState | undefined;
      for (const { event } of replay(life, [{ at: until, ahead: 0 }], 5_000).ledger) {
        state = foldEvent(state, event);
        const finish = endOf(event);
        if (finish?.punctuality === 'late') {
          expectShares(finish.shares ?? [], wholeMinutes(finish.delayMs));
          [ends, shared] = [ends + 1, shared + (finish.shares?.length ?? 0)];
        }
        const walk = finish === undefined ? walkDelay(state, life.rules.calendars, event.occurredAt) : undefined;
        if (walk !== undefined) {
          const { shares, steps, unexplainedMs, minutes } = shareDelay(walk);
          expectShares(shares, minutes);
          expect(steps.reduce((sum, { chargedMs }) => sum + chargedMs, unexplainedMs)).toBe(walk.delayMs);
          open += 1;
        }
      }
    }),
    { seed: SEED, numRuns: 600 },
  );
  // The lives drawn are worth something only if many of them end late, and by more than one stage.
  expect(ends).toBeGreaterThan(20);
  expect(open).toBeGreaterThan(100);
  expect(shared).toBeGreaterThan(ends);
});

test('any overruns and slack give shares that sum to the delay', () => {
  const step = fc.record({ overrunMs: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), stage: fc.constantFrom('a', 'b', 'c'), agency: fc.constantFrom('A', 'B'), kind: fc.constantFrom('run' as const, 'wait' as const) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.nat(1_000_000_000), fc.boolean(), (drawnSteps, delayMs, imported) => {
      const steps = drawnSteps.map(({ stage, agency, ...rest }) => ({ ...rest, beside: [], run: { stage, agency, part: 1, group: 0, run: 1, startedAt: 0, endedAt: 0, end: 'done' as const } }));
      const { shares, minutes, steps: charged } = shareDelay({ dueAt: 0, until: 0, delayMs, competentAgency: 'A', imported, steps });
      expectShares(shares, minutes);
      for (const { slackMs, usedSlackMs, chargedMs, restMs, step: { overrunMs } } of charged) {
        expect(usedSlackMs).toBeLessThanOrEqual(slackMs);
        expect(chargedMs - restMs).toBeLessThanOrEqual(Math.max(0, overrunMs - usedSlackMs));
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

function expectShares(shares: readonly { readonly minutes: number }[], whole: number): void {
  expect(shares.every(({ minutes }) => Number.isInteger(minutes) && minutes > 0)).toBe(true);
  expect(shares.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(whole);
}

function endOf(event: NewEvent): DossierState['finish'] | undefined {
  return 'finish' in event.payload ? ({ ...event.payload.finish, at: event.occurredAt }) : undefined;
}
