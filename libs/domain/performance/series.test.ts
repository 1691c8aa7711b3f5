import { describe, expect, test } from 'vitest';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import { daysOf, type Period } from './periods.js';
import { seriesOf, type SeriesStep } from './series.js';

function daysIn(period: Period, step: SeriesStep): readonly string[] {
  return seriesOf(period, step).map((each) => {
    const { first, last } = daysOf(each);
    return `${formatLocalDate(first)}..${formatLocalDate(last)}`;
  });
}

function range(first: string, last: string): Period {
  return { kind: 'range', first: parseLocalDate(first), last: parseLocalDate(last) };
}

describe('a series of a period', () => {
  test('by weeks goes from the Monday on or before its first day to the Sunday on or after its last', () => {
    expect(daysIn(range('2026-08-19', '2026-08-24'), 'week')).toEqual(['2026-08-17..2026-08-23', '2026-08-24..2026-08-30']);
    expect(daysIn(range('2026-08-17', '2026-08-23'), 'week')).toEqual(['2026-08-17..2026-08-23']);
    expect(daysIn(range('2026-08-16', '2026-08-17'), 'week')).toEqual(['2026-08-10..2026-08-16', '2026-08-17..2026-08-23']);
  });

  test('by days is each of its days', () => {
    expect(daysIn(range('2026-02-27', '2026-03-01'), 'day')).toEqual(['2026-02-27..2026-02-27', '2026-02-28..2026-02-28', '2026-03-01..2026-03-01']);
  });

  test('by months is every whole month it touches', () => {
    expect(daysIn(range('2025-12-31', '2026-02-01'), 'month')).toEqual(['2025-12-01..2025-12-31', '2026-01-01..2026-01-31', '2026-02-01..2026-02-28']);
  });

  test('of a report period by months is its report months, which together are its days', () => {
    const quarter: Period = { kind: 'report', of: { kind: 'quarter', year: 2026, quarter: 1 }, cutOffDay: 14 };
    expect(daysIn(quarter, 'month')).toEqual(['2025-12-15..2026-01-14', '2026-01-15..2026-02-14', '2026-02-15..2026-03-14']);
  });
});
