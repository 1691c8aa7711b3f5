import { expect, test } from 'vitest';
import { Random } from '../simulation/random.js';
import { lowerBound, type Sample, slopeOf } from './slope.js';

const [EVERY_MS, HALF_AN_HOUR] = [5_000, 1_800_000];
/** Memory under a collector: it rises for some forty seconds by some forty megabytes and falls back, and every sample is a little off. */
function sawtooth(leakPerHour: number, seed: number): readonly Sample[] {
  const random = new Random(seed);
  return Array.from({ length: HALF_AN_HOUR / EVERY_MS }, (_, index) => {
    const at = index * EVERY_MS;
    return { at: 1_800_000_000_000 + at, value: 150 + ((index * 7) % 40) + random.between(-5, 5) + (leakPerHour * at) / 3_600_000 };
  });
}

test('a straight line has its own slope, without doubt', () => {
  const samples = Array.from({ length: 120 }, (_, index) => ({ at: index * EVERY_MS, value: 100 + index * 0.5 }));
  const slope = slopeOf(samples);
  expect(slope?.perHour).toBeCloseTo(360, 6);
  expect(slope?.standardError).toBeCloseTo(0, 6);
});

test('memory that is collected again and again is flat within its error, and a leak beneath it is not', () => {
  const bounds = (leak: number): readonly number[] => Array.from({ length: 50 }, (_, seed) => slopeOf(sawtooth(leak, seed))).map((slope) => (slope === undefined ? Number.NaN : lowerBound(slope)));
  expect(Math.max(...bounds(0))).toBeLessThan(5);
  expect(Math.min(...bounds(60))).toBeGreaterThan(40);
  expect(Math.max(...bounds(60))).toBeLessThan(65);
});

test('too few samples have no slope', () => {
  expect(slopeOf([])).toBeUndefined();
  expect(slopeOf([{ at: 0, value: 1 }])).toBeUndefined();
  expect(slopeOf([{ at: 0, value: 1 }, { at: EVERY_MS, value: 2 }])).toBeUndefined();
});
