import { describe, expect, test } from 'vitest';
import { buildWorkingCalendar } from '../calendar/indexed-calendar.js';
import { mergeCalendars } from '../calendar/merge.js';
import { parseInstant } from '../time/instant.js';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import { spanOfDays } from './absence.js';
import { capacityOf, type DueRun, type PresentStaff } from './capacity.js';

const HOUR = 3_600_000;
const DAY: [string, string][] = [['07:30', '11:30'], ['13:00', '17:00']];
const calendar = buildWorkingCalendar(
  mergeCalendars([
    {
      id: 'test', name: 'test', week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] },
      years: [{ year: 2026, status: 'confirmed', source: 'test' }],
      days: [{ date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh', source: 'test' }],
    },
  ]),
);

const local = (text: string) => parseInstant(`${text}+07:00`);
const due = (text: string, runs = 1): DueRun => ({ at: local(text), runs });
const officer = (...absences: [string, string][]): PresentStaff => ({
  activeFrom: parseLocalDate('2026-01-01'),
  absences: absences.map(([from, until]) => ({ from: local(from), until: local(until) })),
});
const NO_WORK = { runs: [], dossiers: [], supplements: [] };

describe('absences in days', () => {
  test.each([
    // first, last, from afternoon, until noon      from, until
    ['2026-08-20', '2026-08-21', false, false, '2026-08-20T00:00', '2026-08-22T00:00'],
    ['2026-08-20', '2026-08-21', true, false, '2026-08-20T12:00', '2026-08-22T00:00'],
    ['2026-08-20', '2026-08-20', false, true, '2026-08-20T00:00', '2026-08-20T12:00'],
    ['2026-08-20', '2026-08-21', true, true, '2026-08-20T12:00', '2026-08-21T12:00'],
  ])('%s to %s, afternoon %s, noon %s: %s until %s', (first, last, fromAfternoon, untilNoon, from, until) => {
    expect(spanOfDays({ first: parseLocalDate(first), last: parseLocalDate(last), fromAfternoon, untilNoon })).toEqual({ from: local(from), until: local(until) });
  });

  test.each([['2026-08-20', '2026-08-20', true, true], ['2026-08-21', '2026-08-20', false, false]])('%s to %s, afternoon %s, noon %s is no time', (first, last, fromAfternoon, untilNoon) => {
    expect(spanOfDays({ first: parseLocalDate(first), last: parseLocalDate(last), fromAfternoon, untilNoon })).toBeUndefined();
  });
});

describe('officers of a day', () => {
  test.each([
    // absence from, until                        present, absent, hours
    ['2026-08-31T00:00', '2026-09-01T00:00', 1, 1, 8],
    ['2026-08-31T12:00', '2026-09-01T00:00', 2, 0, 12],
    ['2026-08-31T11:30', '2026-08-31T13:00', 2, 0, 16],
    ['2026-08-30T00:00', '2026-09-15T00:00', 1, 1, 8],
    ['2026-09-01T00:00', '2026-09-02T00:00', 2, 0, 16],
  ])('one of two away from %s to %s: %i there, %i not, %i hours', (from, until, present, absent, hours) => {
    const [monday] = capacityOf(calendar, local('2026-08-31T07:00'), 1, NO_WORK, [officer(), officer([from, until])]);
    expect(monday).toMatchObject({ present, absent, availableMs: hours * HOUR });
  });

  test('are those employed on that day, for what is left of it', () => {
    const staff = [{ ...officer(), activeUntil: parseLocalDate('2026-08-31') }, { ...officer(), activeFrom: parseLocalDate('2026-09-01') }];
    expect(capacityOf(calendar, local('2026-08-31T15:00'), 2, NO_WORK, staff).map(({ present, availableMs }) => [present, availableMs / HOUR])).toEqual([[1, 2], [1, 8]]);
  });
});

test('a day off shows as such, with its name, and takes nobody away', () => {
  const days = capacityOf(calendar, local('2026-09-02T08:00'), 4, NO_WORK, [officer()]);
  expect(days.map(({ day, dayOff, present, absent }) => [formatLocalDate(day), dayOff, present, absent])).toEqual([
    ['2026-09-02', 'Quốc khánh', 0, 0],
    ['2026-09-03', undefined, 1, 0],
    ['2026-09-04', undefined, 1, 0],
    ['2026-09-05', '', 0, 0],
  ]);
});

test('work is counted on its day with what is left of its budget, and the load is summed up day after day', () => {
  const work = {
    runs: [due('2026-08-31T11:30', 2), due('2026-09-01T17:00'), due('2026-09-20T09:00')],
    dossiers: [due('2026-08-31T11:30', 3), due('2026-08-31T06:59')],
    supplements: [due('2026-09-01T17:00')],
  };
  const days = capacityOf(calendar, local('2026-08-31T07:30'), 3, work, [officer(), officer(['2026-09-01T00:00', '2026-09-02T00:00'])]);
  expect(days.map(({ dueDossiers, dueRuns, supplementLimits, neededMs, availableMs, loadPercent }) => [dueDossiers, dueRuns, supplementLimits, neededMs / HOUR, availableMs / HOUR, loadPercent])).toEqual([
    [3, 2, 0, 8, 16, 50],
    [0, 1, 1, 16, 8, 100],
    [0, 0, 0, 0, 0, 100],
  ]);
});

test.each<[string, string, readonly PresentStaff[], string]>([
  ['a holiday', '2026-09-02T08:00', [officer()], 'day-off'],
  ['a holiday of an agency without officers', '2026-09-02T08:00', [], 'day-off'],
  ['a working day with somebody', '2026-09-01T08:00', [officer()], 'staffed'],
  ['a working day with everybody away', '2026-09-01T08:00', [officer(['2026-08-31T00:00', '2026-09-05T00:00'])], 'nobody-there'],
  ['a working day of an agency no officer is entered for', '2026-09-01T08:00', [], 'no-staff'],
  ['a working day before its officer begins', '2026-09-01T08:00', [{ ...officer(), activeFrom: parseLocalDate('2026-09-03') }], 'no-staff'],
  ['the evening of a working day', '2026-09-01T17:00', [officer()], 'over'],
])('%s is no day like another: at %s', (_case, at, staff, standing) => {
  expect(capacityOf(calendar, local(at), 1, NO_WORK, staff)[0]?.standing).toBe(standing);
});

test('nobody there means no load rather than none', () => {
  expect(capacityOf(calendar, local('2026-08-31T07:30'), 1, { ...NO_WORK, runs: [due('2026-08-31T11:30')] }, [])[0]).not.toHaveProperty('loadPercent');
});
