import { describe, expect, test } from 'vitest';
import { parseLocalDate } from '../time/local-date.js';
import { burnRate, periodDays } from './burn-rate.js';
import { roundHalfUp } from './rate-value.js';
import { budgetOf } from './late-budget.js';
import { type DueFacts, expectedReceipts, forecastByHistory, forecastByModel, lateText, type LateHistory, project } from './projection.js';
import { buildWorkingCalendar } from '../calendar/indexed-calendar.js';
import { mergeCalendars } from '../calendar/merge.js';

const NO_HISTORY: LateHistory = { finishedLate: 0, finished: 0, received: 0, workingDays: 0 };

/** Weekdays from 7:30, Independence Day and its eve off, and the Saturday before worked for it. */
const calendar = buildWorkingCalendar(
  mergeCalendars([
    {
      id: 'test',
      name: 'test',
      week: { mon: OFFICE(), tue: OFFICE(), wed: OFFICE(), thu: OFFICE(), fri: OFFICE(), sat: [], sun: [] },
      years: [{ year: 2026, status: 'confirmed', source: 'test' }],
      days: [
        { date: '2026-09-01', kind: 'holiday', name: 'Quốc khánh', source: 'test' },
        { date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh', source: 'test' },
        { date: '2026-09-12', kind: 'special-hours', name: 'Làm việc thứ Bảy', source: 'test', hours: [['07:30', '11:30']] },
      ],
    },
  ]),
);

function OFFICE(): [string, string][] {
  return [['07:30', '11:30'], ['13:00', '17:00']];
}

describe('a budget', () => {
  test.each<[number, number, number, ReturnType<typeof budgetOf>]>([
    // late, to process, target     breaks at, left
    [0, 100, 200, { breaksAt: 2, spent: 0, left: 2 }],
    [1, 149, 200, { breaksAt: 3, spent: 1, left: 2 }],
    [2, 100, 200, { breaksAt: 2, spent: 2, left: 0 }],
    [5, 100, 200, { breaksAt: 2, spent: 5, left: 0 }],
    [0, 0, 200, undefined],
  ])('of %i late of %i under %i hundredths', (late, denominator, target, budget) => {
    expect(budgetOf(late, denominator, target)).toEqual(budget);
  });
});

describe('what a model foretells', () => {
  test.each<[string, DueFacts, number | undefined]>([
    ['without probabilities there is none', { due: 9, endangered: 2 }, undefined],
    ['nor of none', { due: 9, endangered: 2, foretold: { dossiers: 0, probabilities: 0 } }, undefined],
    ['three of 50, 25 and 10 % are 0.85', { due: 3, endangered: 0, foretold: { dossiers: 3, probabilities: 8_500 } }, 85],
    ['two more count by their mean: 1.42', { due: 5, endangered: 0, foretold: { dossiers: 3, probabilities: 8_500 } }, 142],
    ['half a hundredth is rounded up', { due: 1, endangered: 0, foretold: { dossiers: 1, probabilities: 50 } }, 1],
  ])('%s', (_rule, due, expected) => {
    expect(forecastByModel(due)).toEqual(expected === undefined ? undefined : { basis: 'model', expectedHundredths: expected });
  });
});

describe('the working days of September 2026', () => {
  const september = { first: parseLocalDate('2026-09-01'), last: parseLocalDate('2026-09-30') };
  test.each([
    // today        begun  why
    ['2026-08-31', 0, 'the month has not begun'],
    ['2026-09-02', 0, 'both days are holidays'],
    ['2026-09-03', 1, 'the first day of work counts from its beginning'],
    ['2026-09-12', 8, 'the Saturday is worked'],
    ['2026-09-13', 8, 'Sunday is none'],
    ['2026-10-05', 21, 'the month is over'],
  ])('on %s %i of 21 have begun: %s', (today, begun) => {
    expect(periodDays(calendar, september, parseLocalDate(today))).toEqual({ total: 21, begun });
  });
});

describe('the burn rate is the share spent over the share of days begun', () => {
  test.each<[number, number, number, number, string | undefined]>([
    // spent, breaks at, begun, total
    [1, 2, 10, 20, '1.00'],
    [3, 4, 5, 20, '3.00'],
    [1, 3, 7, 21, '1.00'],
    [1, 3, 8, 21, '0.88'],
    [1, 8, 20, 20, '0.13'],
    [0, 3, 8, 21, '0.00'],
    [0, 0, 8, 21, undefined],
    [1, 3, 0, 21, undefined],
    [1, 3, 0, 0, undefined],
  ])('%i of %i spent on day %i of %i: %s', (spent, breaksAt, begun, total, rate) => {
    expect(burnRate({ spent, breaksAt }, { begun, total })).toBe(rate);
  });
});

test.each([[1, 2, 1], [1, 3, 0], [3, 2, 2], [5, 2, 3], [4, 2, 2]])('%i / %i is %i, halves up', (n, d, rounded) => {
  expect(roundHalfUp(n, d)).toBe(rounded);
});

describe('how many of the dossiers due will be late', () => {
  test.each<[string, DueFacts, Partial<LateHistory>, string, number]>([
    ['nobody knows better than what stands', { due: 40, endangered: 3 }, {}, 'endangered', 300],
    ['history says less than what stands', { due: 40, endangered: 3 }, { finishedLate: 10, finished: 1000 }, 'endangered', 300],
    ['history says more', { due: 40, endangered: 0 }, { finishedLate: 10, finished: 320 }, 'history', 125],
    ['never more than there are', { due: 4, endangered: 0 }, { finishedLate: 30, finished: 20 }, 'history', 400],
    ['nothing is due', { due: 0, endangered: 0 }, { finishedLate: 30, finished: 20 }, 'endangered', 0],
  ])('%s', (_, due, history, basis, expectedHundredths) => {
    expect(forecastByHistory(due, { ...NO_HISTORY, ...history })).toEqual({ basis, expectedHundredths });
  });
});

describe('receipts of the rest of the period', () => {
  test.each<[string, Partial<LateHistory>, number, number, number, string, number]>([
    // history                                       so far begun total
    ['come at the pace of history', { received: 600, workingDays: 60 }, 3, 5, 20, 'history', 150],
    ['are rounded half up', { received: 61, workingDays: 60 }, 3, 5, 20, 'history', 15],
    ['come at the period’s own pace where there is no history', {}, 12, 5, 20, 'this-period', 36],
    ['are unknown before anything came in', {}, 0, 5, 20, 'none', 0],
    ['are none once the last day has begun', { received: 600, workingDays: 60 }, 3, 20, 20, 'history', 0],
  ])('%s', (_, history, soFar, begun, total, basis, expected) => {
    expect(expectedReceipts({ ...NO_HISTORY, ...history }, soFar, { begun, total })).toEqual({ basis, expected });
  });
});

describe('the projected end of a period', () => {
  const forecast = (expectedHundredths: number) => ({ basis: 'history' as const, expectedHundredths });
  test.each([
    // late now, to process, receipts, expected   late at the end, of, rate, beyond 2 %
    [1, 80, 20, 50, '1.50', 100, '1.50', false],
    [1, 80, 20, 100, '2.00', 100, '2.00', true],
    [1, 80, 20, 99, '1.99', 100, '1.99', false],
    [5, 80, 20, 0, '5.00', 100, '5.00', true],
    [0, 0, 0, 0, '0.00', 0, undefined, false],
  ])('%i late of %i, %i to come, %i hundredths expected: %s of %i', (late, toProcess, receipts, expected, text, denominator, value, exceeds) => {
    const projection = project({ late, toProcess, expectedReceipts: receipts, forecast: forecast(expected), target: 200 });
    expect([lateText(projection.lateHundredths), projection.toProcess, projection.value, projection.exceeds]).toEqual([text, denominator, value, exceeds]);
  });

  test('has the budget of the projected denominator, spent by what is late now', () => {
    expect(project({ late: 1, toProcess: 80, expectedReceipts: 120, forecast: forecast(200), target: 200 }).budget).toEqual({ breaksAt: 4, spent: 1, left: 3 });
    expect(project({ late: 0, toProcess: 0, expectedReceipts: 0, forecast: forecast(0), target: 200 }).budget).toBeUndefined();
  });
});
