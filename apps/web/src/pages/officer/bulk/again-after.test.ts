import { describe, expect, test } from 'vitest';
import { againAfter } from './again-after.js';

const BEGUN = Date.parse('2026-11-27T09:00:00+07:00');
const action = (more: object = {}): NonNullable<Parameters<typeof againAfter>[0]> => ({ begunAt: '2026-11-27T09:00:00+07:00', undoneAt: null, finished: false, items: [], ...more });
const undone = (status: 'pending' | 'applied'): object => ({ finished: true, undoneAt: '2026-11-27T09:08:00+07:00', items: [{ undone: { status, sentence: null, command: null } }] });

describe('an action on many dossiers is read again', () => {
  test('soon at first, each time after twice as long, and never less than once a minute', () => {
    const waits: number[] = [];
    for (let now = BEGUN; waits.length < 7; now += waits.at(-1) ?? 0) waits.push(Number(againAfter(action(), now)));
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]);
  });

  test('after the same time whenever that is asked between two readings', () => {
    expect([9_000, 9_400, 20_999].map((going) => againAfter(action(), BEGUN + going))).toEqual([12_000, 12_000, 12_000]);
  });

  test('soon again once it is taken back, until that is decided too', () => {
    expect(againAfter(action(undone('pending')), BEGUN + 8 * 60_000)).toBe(3_000);
    expect(againAfter(action(undone('applied')), BEGUN + 8 * 60_000)).toBe(false);
  });

  test('no more once everything of it is decided', () => {
    expect(againAfter(action({ finished: true }), BEGUN)).toBe(false);
  });

  test('soon where it was never read, or a computer is behind the server', () => {
    expect([againAfter(undefined, BEGUN), againAfter(action(), BEGUN - 60_000)]).toEqual([3_000, 3_000]);
  });
});
