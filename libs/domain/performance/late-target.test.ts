import { describe, expect, test } from 'vitest';
import { type LateTarget, targetInForce, type TargetScope } from './late-target.js';

const USUAL = 200;

function target(number: number, scope: TargetScope, hundredths: number | undefined, validFrom: string, validUntil?: string): LateTarget {
  return { number, scope, ...(hundredths === undefined ? {} : { target: hundredths }), validFrom, ...(validUntil === undefined ? {} : { validUntil }), documentNumber: `${String(number)}/QĐ-UBND` };
}

const TARGETS = [
  target(1, {}, 150, '2026-01-01'),
  target(2, { agency: 'H99.05' }, 180, '2026-01-01', '2026-06-30'),
  target(3, { field: 'LV07' }, 300, '2026-03-01'),
  target(4, { agency: 'H99.05', field: 'LV07' }, 250, '2026-03-01'),
  target(5, { procedure: '1.014464' }, 100, '2026-03-01'),
];

describe('the most specific target in force wins', () => {
  test.each<[TargetScope, string, number, number | undefined]>([
    // asked                                                               on            target  version
    [{}, '2025-12-31', 200, undefined],
    [{}, '2026-01-01', 150, 1],
    [{ agency: 'H99.05' }, '2026-06-30', 180, 2],
    [{ agency: 'H99.05' }, '2026-07-01', 150, 1],
    [{ agency: 'H99.06' }, '2026-06-30', 150, 1],
    [{ field: 'LV07' }, '2026-03-01', 300, 3],
    [{ agency: 'H99.06', field: 'LV07' }, '2026-03-01', 300, 3],
    [{ agency: 'H99.05', field: 'LV07' }, '2026-03-01', 250, 4],
    [{ agency: 'H99.05', field: 'LV07', procedure: '1.014464' }, '2026-03-01', 100, 5],
    [{ agency: 'H99.05', field: 'LV07', procedure: '1.000001' }, '2026-03-01', 250, 4],
  ])('%j on %s: %i hundredths, by version %s', (asked, day, hundredths, number) => {
    const found = targetInForce(TARGETS, asked, day, USUAL);
    expect([found.target, found.decided?.number]).toEqual([hundredths, number]);
  });
});

test.each([
  // versions of one scope, in any order             on            target
  [[target(7, {}, 120, '2026-04-01'), target(6, {}, 150, '2026-01-01')], '2026-05-01', 120],
  [[target(6, {}, 150, '2026-01-01'), target(7, {}, undefined, '2026-04-01')], '2026-05-01', 200],
  [[target(6, {}, 150, '2026-01-01'), target(7, {}, undefined, '2026-04-01')], '2026-03-31', 150],
])('of two versions for one scope the later entry counts, also one that takes the target back (%#)', (targets, day, hundredths) => {
  expect(targetInForce(targets, {}, day, USUAL).target).toBe(hundredths);
});
