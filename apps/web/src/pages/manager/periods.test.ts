import { describe, expect, test } from 'vitest';
import { isReportPeriod, namedPeriod, periodsUntil, trendUntil } from './periods.js';

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

describe('the trend of one month', () => {
  test.each([
    ['2026-05', 'month', '2025-06-01', '2026-05-31'],
    ['2026-05-A', 'month', '2025-06-01', '2026-05-31'],
    ['2028-02-B', 'month', '2027-03-01', '2028-02-29'],
    ['2026-12', 'month', '2026-01-01', '2026-12-31'],
    ['2026-05', 'week', '2026-03-08', '2026-05-31'],
    ['2026-01-A', 'week', '2025-10-22', '2026-01-14'],
  ] as const)('of %s by %s goes from %s and ends with it, on %s', (period, step, from, to) => {
    expect(trendUntil(period, step)).toEqual({ from, to });
  });

  test('is no other for longer periods: they are the trend themselves', () => {
    expect(['2026-Q1', '2026-H1', '2026-9M', '2026', 'quý này'].map((period) => trendUntil(period, 'month'))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
