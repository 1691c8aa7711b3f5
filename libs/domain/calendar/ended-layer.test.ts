import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { formatInstant } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import type { CalendarDefinition } from './definition.js';
import { dayReason } from './effective.js';
import { mergeCalendars } from './merge.js';

/** An agency with Saturday mornings, a closure before its end and one after it. */
const agency: CalendarDefinition = {
  id: 'agency',
  name: 'Phường Trung Tâm',
  week: { sat: [['07:30', '11:30']], fri: [] },
  days: [
    { date: '2026-06-15', kind: 'closure', name: 'Bão', source: 'Quyết định 1' },
    { date: '2026-07-15', kind: 'closure', name: 'Bão', source: 'Quyết định 2' },
  ],
};
const ended: CalendarDefinition = { ...agency, endsOn: '2026-07-01' };
const works = (date: string, layer: CalendarDefinition): boolean => calendarOf(national, demoProvince, layer).isWorkingDay(parseLocalDate(date));

describe('a layer that ends on 1 July 2026', () => {
  test.each([
    // date        before the end  without end  what
    ['2026-06-27', true, true, 'Saturday: its own morning'],
    ['2026-06-26', false, false, 'Friday it has off'],
    ['2026-06-15', false, false, 'its closure'],
    ['2026-06-30', true, true, 'the last day before it'],
    ['2026-07-03', true, false, 'Friday: the province works'],
    ['2026-07-04', false, true, 'Saturday: the province rests'],
    ['2026-07-15', true, false, 'a closure it would have made'],
    ['2026-08-22', true, true, 'the make-up Saturday of the nation'],
    ['2028-12-30', false, true, 'a Saturday of the last declared year'],
  ])('%s: works %j, without the end %j (%s)', (date, withEnd, without) => {
    expect([works(date, ended), works(date, agency)]).toEqual([withEnd, without]);
  });

  test('counts a term across its end by its own days before and the province’s after', () => {
    const calendar = calendarOf(national, demoProvince, ended);
    // 25/6 Thursday: 27/6 (its Saturday), 29/6, 30/6, then 1/7, 2/7, 3/7 of the province.
    expect(formatInstant(calendar.addWorkingDays(at('2026-06-25T09:00'), 6, 'same-clock')).slice(0, 16)).toBe('2026-07-03T09:00');
  });

  test('leaves ordinary days ordinary: they are told as hours of the week, without name or source', () => {
    const { effective } = calendarOf(national, demoProvince, ended);
    expect(dayReason(effective, parseLocalDate('2026-07-04'))).toEqual({ date: '2026-07-04', working: false, kind: 'weekly-rest', hours: [] });
    expect(dayReason(effective, parseLocalDate('2026-07-03'))).toEqual({ date: '2026-07-03', working: true, kind: 'weekly-hours', hours: [[420, 660], [780, 1020]] });
    expect(JSON.parse(JSON.stringify(effective))).toEqual(effective);
  });

  test('gives a make-up day the hours of the week that holds on the day it stands for', () => {
    const makeUp: CalendarDefinition = { id: 'closing', name: 'x', days: [{ date: '2026-07-05', kind: 'make-up', name: 'Làm bù', source: 'Quyết định 3', swapWith: '2026-07-03' }] };
    const { effective } = calendarOf(national, demoProvince, ended, makeUp);
    expect(dayReason(effective, parseLocalDate('2026-07-05')).hours).toEqual([[420, 660], [780, 1020]]);
  });

  test('takes back no year it declared before, and declares none that begins after', () => {
    const years = [2026, 2027].map((year) => ({ year, status: 'proposed' as const, source: 'agency' }));
    const { years: merged } = mergeCalendars([national, demoProvince, { ...ended, years }]);
    expect(merged.filter(({ year }) => year >= 2026).map(({ year, source }) => `${String(year)} ${source.slice(0, 6)}`)).toEqual(['2026 agency', '2027 Chưa c', '2028 Chưa c']);
  });
});

test('a layer without an end, or one that ends after the declared years, gives the same calendar', () => {
  const without = mergeCalendars([national, demoProvince, agency]);
  expect(mergeCalendars([national, demoProvince, { ...agency, endsOn: '2029-01-01' }])).toEqual(without);
});

test('a layer that ended before the declared years is as if it were not there, but for its hours, which are told day by day', () => {
  const calendar = calendarOf(national, demoProvince, { ...agency, endsOn: '2018-01-01' });
  const plain = calendarOf(national, demoProvince);
  for (const date of ['2019-01-02', '2019-01-04', '2019-01-05', '2026-07-03', '2026-07-04', '2028-12-30']) {
    expect([date, calendar.isWorkingDay(parseLocalDate(date))]).toEqual([date, plain.isWorkingDay(parseLocalDate(date))]);
  }
});

test.each([
  ['date-format', { ...agency, endsOn: '2026-02-30' }],
  ['swap-across-end', { ...agency, endsOn: '2026-07-01', days: [{ date: '2026-06-30', kind: 'swap-off', name: 'x', source: 's', swapWith: '2026-07-04' }] }],
  ['swap-across-end', { ...agency, endsOn: '2026-07-01', days: [{ date: '2026-07-02', kind: 'swap-off', name: 'x', source: 's', swapWith: '2026-06-28' }] }],
] as const)('%s: an end that is no day, or that parts a swap, is refused: %j', (rule, layer) => {
  expect(() => mergeCalendars([national, demoProvince, layer])).toThrow(`breaks rule ${rule}`);
});
