import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState } from '../dossier/state.js';
import { DWELL_ERROR, dwellBucket, dwellPercentile, dwellRange } from './dwell-buckets.js';
import { type DwellDelta, dwellDeltas } from './dwell-deltas.js';
import { figureDeltas } from './figure-deltas.js';
import type { FigureDelta } from './figure-delta.js';
import { type Measure, measureIndex } from './measures.js';
import { stepNumber } from './periods.js';
import { lifeOf, withDelays } from './test-support/made-lives.js';

describe('buckets of working minutes', () => {
  test('are single minutes below twenty and end within a tenth of their beginning above', () => {
    expect([0, 1, 19, 20, 21, 22, 480, 2_400].map((minutes) => dwellRange(dwellBucket(minutes)))).toEqual([
      { from: 0, to: 0, middle: 0 },
      { from: 1, to: 1, middle: 1 },
      { from: 19, to: 19, middle: 19 },
      { from: 20, to: 21, middle: 20 },
      { from: 20, to: 21, middle: 20 },
      { from: 22, to: 23, middle: 22 },
      { from: 455, to: 499, middle: 477 },
      { from: 2_286, to: 2_513, middle: 2_399 },
    ]);
  });

  test('hold every length once, also one of a hundred years', () => {
    fc.assert(
      fc.property(fc.nat(30_000_000), (minutes) => {
        const { from, to = Infinity } = dwellRange(dwellBucket(minutes));
        expect(from <= minutes && minutes <= to).toBe(true);
      }),
      { seed: 20261129 },
    );
    expect(dwellBucket(12_000_000)).toBeLessThan(200);
    expect(() => dwellRange(-1)).toThrow('There is no bucket -1');
  });

  test('tell a percentile within the stated error of the exact one, which lies between its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(60), fc.nat(5_000), fc.nat(120_000)), { minLength: 1, maxLength: 400 }), fc.constantFrom(50, 90, 99, 100), (lengths, percent) => {
        const counts = new Map<number, number>();
        lengths.forEach((minutes) => counts.set(dwellBucket(minutes), (counts.get(dwellBucket(minutes)) ?? 0) + 1));
        const exact = lengths.toSorted((a, b) => a - b)[Math.ceil((lengths.length * percent) / 100) - 1] ?? 0;
        const told = dwellPercentile(counts, percent);
        expect(told && told.from <= exact && exact <= (told.to ?? 0)).toBe(true);
        expect(Math.abs((told?.middle ?? Infinity) - exact)).toBeLessThanOrEqual(exact * DWELL_ERROR);
      }),
      { seed: 20261129, numRuns: 500 },
    );
    expect(dwellPercentile(new Map(), 50)).toBeUndefined();
  });
});

/** `stage agency half-month minutes-of-the-bucket` of every run that ended. */
function dwells(life: DossierLife): readonly string[] {
  let state: DossierState | undefined;
  return life.events.flatMap((event) => {
    const before = state;
    state = foldEvent(before, event);
    return dwellDeltas(before, event, state).filter(({ runs }) => runs === 1).map(({ stage, agency, halfMonth, bucket }) => {
      const { from, to } = dwellRange(bucket);
      return `${stage} ${agency} ${String(halfMonth - 2026 * 24)} ${String(from)}-${String(to)}`;
    });
  });
}

describe('a finished run is counted once, on the half-month of its end', () => {
  const tuition = rulesOf('1.005144', { pauseGrounds: ['cadastral-measurement'] });

  test('with the working minutes of its agency, pauses left out, and each repetition by itself', () => {
    const life = DossierLife.takenIn(tuition, '2026-09-11T09:00');
    life.give('2026-09-11T09:20', 'Forward', {});
    life.give('2026-09-11T10:00', 'Forward', {});
    life.give('2026-09-11T10:10', 'PauseClock', { ground: 'cadastral-measurement' });
    life.give('2026-09-15T09:00', 'ResumeClock', {});
    life.give('2026-09-15T09:05', 'Forward', {});
    life.give('2026-09-15T09:17', 'ReturnToStage', { stage: 'process' });
    life.give('2026-09-15T09:25', 'Forward', {});
    expect(dwells(life)).toEqual(['desk H99.31 16 20-21', 'assign H99.31 16 39-41', 'process H99.31 17 15-15', 'review H99.31 17 12-12', 'process H99.31 17 8-8']);
  });

  test('also the one that ends with the dossier; one cancelled as opened by mistake counts nowhere', () => {
    const withdrawn = DossierLife.takenIn(tuition, '2026-09-11T09:00');
    withdrawn.give('2026-09-11T09:05', 'Withdraw', { reasonCode: 'own-wish' });
    expect(dwells(withdrawn)).toEqual(['desk H99.31 16 5-5']);
    const cancelled = DossierLife.takenIn(tuition, '2026-09-11T09:00');
    cancelled.give('2026-09-11T09:05', 'Cancel', { reasonCode: 'wrong-procedure' });
    expect(dwells(cancelled)).toEqual([]);
  });
});

describe('over all stages of a procedure', () => {
  /** `agency half-month count` of what is booked, by agency and half-month. */
  function sums<T>(booked: readonly T[], where: (one: T) => readonly [string, number], counts: Readonly<Record<string, (one: T) => number>>): readonly string[] {
    const book = new Map<string, number>();
    for (const one of booked) {
      for (const [name, count] of Object.entries(counts)) {
        const key = `${where(one).join(' ')} ${name}`;
        book.set(key, (book.get(key) ?? 0) + count(one));
      }
    }
    return [...book].flatMap(([key, count]) => (count === 0 ? [] : [`${key} ${String(count)}`])).sort();
  }

  test('ended runs, those of them late and the minutes of delay are what the figures book, whatever happens to a dossier', () => {
    const measured = (measure: Measure) => (delta: FigureDelta) => delta.measures[measureIndex(measure)] ?? 0;
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_003), { minLength: 2, maxLength: 16 }), (choices) => {
        const [figures, stages]: readonly [FigureDelta[], DwellDelta[]] = [[], []];
        let state: DossierState | undefined;
        for (const event of withDelays(lifeOf(choices))) {
          const after = foldEvent(state, event);
          figures.push(...figureDeltas(state, event, after));
          stages.push(...dwellDeltas(state, event, after));
          state = after;
        }
        const booked = sums(figures, ({ agency, day }) => [agency, stepNumber('half-month', day)], { ended: measured('stageEnded'), endedLate: measured('stageEndedLate'), delayMinutes: measured('delayShareMinutes') });
        expect(sums(stages, ({ agency, halfMonth }) => [agency, halfMonth], { ended: ({ ended }) => ended, endedLate: ({ endedLate }) => endedLate, delayMinutes: ({ delayMinutes }) => delayMinutes })).toEqual(booked);
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });
});
