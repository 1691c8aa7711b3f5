import { describe, expect, test } from 'vitest';
import { isReportPeriod, namedPeriod, periodsUntil } from './periods.js';

describe('the periods that are offered', () => {
  test('go back over the turn of a year, the latest first', () => {
    const { months, quarters } = periodsUntil('2026-02-03');
    expect(months.slice(0, 3).map(({ period }) => period)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(quarters.slice(0, 2).map(({ period }) => period)).toEqual(['2026-Q1', '2025-Q4']);
  });

  test('leave out halves of a month and of a year that have not begun', () => {
    expect(periodsUntil('2026-06-14')['half-months'][0]?.period).toBe('2026-06-A');
    expect(periodsUntil('2026-06-15')['half-months'][0]?.period).toBe('2026-06-B');
    expect(periodsUntil('2026-06-30')['half-years'][0]?.period).toBe('2026-H1');
    expect(periodsUntil('2026-07-01')['half-years'][0]?.period).toBe('2026-H2');
  });

  test('are named the same when they are read from an address', () => {
    const offered = Object.values(periodsUntil('2026-11-29')).flat();
    expect(offered.map(({ period }) => namedPeriod(period))).toEqual(offered);
    expect(['2026-13', '2026-Q5', '2026-H3', 'quý này'].map(namedPeriod)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('may be cut off as reports are unless they are half-months', () => {
    expect(['2026-03', '2026-Q1', '2026-H1', '2026-9M', '2026', undefined].every(isReportPeriod)).toBe(true);
    expect(isReportPeriod('2026-03-A')).toBe(false);
  });
});
