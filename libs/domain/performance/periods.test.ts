import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarDays, formatLocalDate, localDate, parseLocalDate } from '../time/local-date.js';
import { GRAINS, planCells } from './grains.js';
import { daysOf, type DaySpan, monthsOf, type ReportSpan, spansAfter, spansBefore, spansOf, stepDays, stepNumber, STEPS, type Period, type StepSpan } from './periods.js';

const day = parseLocalDate;
const TODAY = day('2026-09-28');

describe('the days of a period', () => {
  test.each<[string, Period, string, string]>([
    ['a day', { kind: 'day', day: day('2026-02-28') }, '2026-02-28', '2026-02-28'],
    ['a first half-month ends on the 14th', { kind: 'half-month', year: 2026, month: 2, half: 1 }, '2026-02-01', '2026-02-14'],
    ['a second half-month runs from the 15th to the month’s end', { kind: 'half-month', year: 2028, month: 2, half: 2 }, '2028-02-15', '2028-02-29'],
    ['a month', { kind: 'month', year: 2026, month: 4 }, '2026-04-01', '2026-04-30'],
    ['December', { kind: 'month', year: 2026, month: 12 }, '2026-12-01', '2026-12-31'],
    ['a quarter', { kind: 'quarter', year: 2026, quarter: 4 }, '2026-10-01', '2026-12-31'],
    ['a year', { kind: 'year', year: 2026 }, '2026-01-01', '2026-12-31'],
    ['a first half-year', { kind: 'half-year', year: 2026, half: 1 }, '2026-01-01', '2026-06-30'],
    ['a second half-year', { kind: 'half-year', year: 2026, half: 2 }, '2026-07-01', '2026-12-31'],
    ['nine months', { kind: 'nine-months', year: 2026 }, '2026-01-01', '2026-09-30'],
    ['a reported month begins the day after the cut-off of the one before', { kind: 'report', cutOffDay: 14, of: { kind: 'month', year: 2026, month: 3 } }, '2026-02-15', '2026-03-14'],
    ['a reported January begins in December', { kind: 'report', cutOffDay: 14, of: { kind: 'month', year: 2026, month: 1 } }, '2025-12-15', '2026-01-14'],
    ['the reported first quarter', { kind: 'report', cutOffDay: 14, of: { kind: 'quarter', year: 2026, quarter: 1 } }, '2025-12-15', '2026-03-14'],
    ['the reported last quarter', { kind: 'report', cutOffDay: 14, of: { kind: 'quarter', year: 2026, quarter: 4 } }, '2026-09-15', '2026-12-14'],
    ['reported six months', { kind: 'report', cutOffDay: 14, of: { kind: 'half-year', year: 2026, half: 1 } }, '2025-12-15', '2026-06-14'],
    ['reported nine months', { kind: 'report', cutOffDay: 14, of: { kind: 'nine-months', year: 2026 } }, '2025-12-15', '2026-09-14'],
    ['a reported year', { kind: 'report', cutOffDay: 14, of: { kind: 'year', year: 2026 } }, '2025-12-15', '2026-12-14'],
    ['another cut-off', { kind: 'report', cutOffDay: 25, of: { kind: 'month', year: 2026, month: 3 } }, '2026-02-26', '2026-03-25'],
    ['no cut-off leaves the month whole', { kind: 'report', cutOffDay: 0, of: { kind: 'month', year: 2026, month: 2 } }, '2026-02-01', '2026-02-28'],
    ['a report period cut off on the 14th', { kind: 'range', first: day('2025-12-15'), last: day('2026-03-14') }, '2025-12-15', '2026-03-14'],
  ])('%s', (_name, period, first, last) => {
    const days = daysOf(period);
    expect([formatLocalDate(days.first), formatLocalDate(days.last)]).toEqual([first, last]);
  });

  test('a quarter that does not exist and a range that ends before it begins are refused', () => {
    expect(() => daysOf({ kind: 'quarter', year: 2026, quarter: 5 })).toThrow(RangeError);
    expect(() => daysOf({ kind: 'month', year: 2026, month: 13 })).toThrow(RangeError);
    expect(() => daysOf({ kind: 'range', first: day('2026-03-02'), last: day('2026-03-01') })).toThrow(RangeError);
  });

  test.each([29, 31, -1, 14.5])('reports cannot be cut off on day %d: some month has none', (cutOffDay) => {
    expect(() => daysOf({ kind: 'report', cutOffDay, of: { kind: 'month', year: 2026, month: 3 } })).toThrow(RangeError);
  });

  test('reported periods follow each other without gap or overlap, whatever the cut-off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 28 }), fc.integer({ min: 2019, max: 2031 }), (cutOffDay, year) => {
        const report = (of: ReportSpan): DaySpan => daysOf({ kind: 'report', cutOffDay, of });
        const months = Array.from({ length: 12 }, (_, index) => report({ kind: 'month', year, month: index + 1 }));
        months.slice(1).forEach(({ first }, index) => {
          expect(first).toBe((months[index]?.last ?? 0) + 1);
        });
        expect(report({ kind: 'year', year })).toEqual({ first: months[0]?.first, last: months[11]?.last });
        expect(report({ kind: 'quarter', year, quarter: 2 })).toEqual({ first: months[3]?.first, last: months[5]?.last });
        expect(report({ kind: 'year', year: year + 1 }).first).toBe((months[11]?.last ?? 0) + 1);
      }),
      { seed: 31 },
    );
  });

  test('with the usual cut-off every report period is made of half-months, so every grain answers it', () => {
    for (const of of [{ kind: 'month', year: 2026, month: 3 }, { kind: 'quarter', year: 2026, quarter: 1 }, { kind: 'year', year: 2026 }] as const) {
      expect(planCells(['procedure'], daysOf({ kind: 'report', cutOffDay: 14, of }), TODAY)?.grain.name).toBe('province-procedure');
    }
  });

  test('the months of a report period are all months it touches', () => {
    expect(monthsOf({ kind: 'range', first: day('2025-12-15'), last: day('2026-02-14') })).toEqual([
      { kind: 'month', year: 2025, month: 12 },
      { kind: 'month', year: 2026, month: 1 },
      { kind: 'month', year: 2026, month: 2 },
    ]);
  });
});

describe('cells', () => {
  const anyDay = fc.integer({ min: day('2019-01-01'), max: day('2031-12-31') }).map(localDate);

  test('every day lies in exactly the cell it is numbered into', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        for (const step of STEPS) {
          const { first, last } = stepDays(step, stepNumber(step, any));
          expect(first <= any && any <= last).toBe(true);
          expect(stepNumber(step, addCalendarDays(first, -1))).toBe(stepNumber(step, any) - 1);
          expect(stepNumber(step, addCalendarDays(last, 1))).toBe(stepNumber(step, any) + 1);
        }
      }),
      { seed: 3 },
    );
  });

  const daysIn = (spans: readonly StepSpan[]): readonly (readonly [number, number])[] => spans.flatMap(({ step, from, to }) => (step === 'all' ? [] : [[stepDays(step, from).first, stepDays(step, to).last]]));

  test('the cells of a span follow each other without gap or overlap and are exactly its days', () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 900 }), (first, length) => {
        const last = addCalendarDays(first, length);
        const parts = daysIn(spansOf({ first, last }, STEPS) ?? []);
        expect(parts[0]?.[0]).toBe(first);
        expect(parts.at(-1)?.[1]).toBe(last);
        parts.slice(1).forEach(([from], index) => {
          expect(from).toBe((parts[index]?.[1] ?? 0) + 1);
        });
        expect(parts.length).toBeLessThanOrEqual(7);
      }),
      { seed: 5 },
    );
  });

  test('everything before a day is whole years, then quarters, half-months and days', () => {
    expect(spansBefore(day('2026-06-17'), STEPS)).toEqual([
      { step: 'year', from: 0, to: 2025 },
      { step: 'quarter', from: 2026 * 4, to: 2026 * 4 },
      { step: 'half-month', from: stepNumber('half-month', day('2026-04-01')), to: stepNumber('half-month', day('2026-06-14')) },
      { step: 'day', from: day('2026-06-15'), to: day('2026-06-16') },
    ]);
  });

  test('everything after a day is the rest of its year, then whole years for ever', () => {
    expect(spansAfter(day('2026-06-14'), ['year', 'quarter', 'half-month'])).toEqual([
      { step: 'half-month', from: stepNumber('half-month', day('2026-06-15')), to: stepNumber('half-month', day('2026-06-15')) },
      { step: 'quarter', from: 2026 * 4 + 2, to: 2026 * 4 + 3 },
      { step: 'year', from: 2027, to: 9999 },
    ]);
  });

  test.each([
    ['this month', { kind: 'month', year: 2026, month: 9 }, ['all', 'quarter', 'year', 'half-month']],
    ['this year', { kind: 'year', year: 2026 }, ['all', 'year', 'year']],
    ['a month two years ago', { kind: 'month', year: 2024, month: 2 }, ['year', 'half-month', 'half-month']],
  ] as const)('the stock of %s is counted by the way that reads fewer cells', (_name, period, steps) => {
    expect(planCells(['procedure'], daysOf(period), TODAY)?.parts.map(({ step }) => step)).toEqual(steps);
  });

  test('whichever way is taken, a day counts in the stock until the period ends, as carried over before it, and as its own within it', () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 500 }), anyDay, anyDay, (first, length, today, any) => {
        const days = { first, last: addCalendarDays(first, length) };
        const parts = planCells(['agency'], days, today)?.parts ?? [];
        const holding = parts.filter(({ step, from, to }) => step === 'all' || (from <= stepNumber(step, any) && stepNumber(step, any) <= to));
        const sumOf = (share: 'stock' | 'carried'): number => holding.reduce((sum, part) => sum + part[share], 0);
        expect([sumOf('stock'), sumOf('carried'), holding.filter(({ within }) => within).length]).toEqual([Number(any <= days.last), Number(any < first), Number(first <= any && any <= days.last)]);
      }),
      { seed: 83, numRuns: 2_000 },
    );
  });

  test('days that half-months cannot compose are not answered by a grain without days', () => {
    const days = { first: day('2026-03-02'), last: day('2026-03-14') };
    expect(spansOf(days, ['year', 'half-month'])).toBeUndefined();
    expect(planCells(['procedure'], days, TODAY)).toBeUndefined();
    expect(planCells(['agency'], days, TODAY)?.grain.name).toBe('agency');
  });

  test.each([
    ['the province', [], 'province'],
    ['an agency', ['agency'], 'agency'],
    ['a channel', ['channel'], 'province-channel'],
    ['a field', ['field'], 'province-field'],
    ['a procedure', ['procedure'], 'province-procedure'],
    ['a channel of an agency', ['agency', 'channel'], 'agency-channel'],
    ['a field by channel', ['field', 'channel'], 'field-channel'],
    ['a field by procedure', ['field', 'procedure'], 'procedure-channel'],
    ['a channel by procedure', ['procedure', 'channel'], 'procedure-channel'],
    ['an agency by field', ['agency', 'field'], 'agency-procedure'],
    ['a procedure of an agency', ['agency', 'procedure'], 'agency-procedure'],
    ['a channel of a procedure of an agency', ['agency', 'procedure', 'channel'], 'agency-procedure-channel'],
    ['an officer', ['officer'], 'officer'],
  ] as const)('a month of %s is answered by the coarsest grain that tells it apart', (_name, asked, grain) => {
    expect(planCells(asked, daysOf({ kind: 'month', year: 2026, month: 3 }), TODAY)?.grain.name).toBe(grain);
  });

  test('no grain tells an officer’s procedures apart', () => {
    expect(planCells(['officer', 'procedure'], daysOf({ kind: 'month', year: 2026, month: 3 }), TODAY)).toBeUndefined();
    expect(GRAINS.filter(({ dimensions }) => dimensions.includes('officer'))).toHaveLength(1);
  });
});
