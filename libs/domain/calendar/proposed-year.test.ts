import { describe, expect, test } from 'vitest';
import { national } from '../../../test/fixtures/calendar/calendars.js';
import { proposedDayVi } from '#vi';
import { formatLocalDate, parseLocalDate, yearOf, weekdayOf } from '../time/local-date.js';
import { diffLayers } from './difference.js';
import type { CalendarDefinition } from './definition.js';
import { proposeYear, type LunarHolidays, type ProposedDay } from './proposed-year.js';

/** Mùng 1 Tết and 10/3 of the lunar calendar, as the notices give them. */
const LUNAR: Readonly<Record<number, readonly [string, string]>> = {
  2019: ['2019-02-05', '2019-04-14'],
  2020: ['2020-01-25', '2020-04-02'],
  2021: ['2021-02-12', '2021-04-21'],
  2022: ['2022-02-01', '2022-04-10'],
  2023: ['2023-01-22', '2023-04-29'],
  2024: ['2024-02-10', '2024-04-18'],
  2025: ['2025-01-29', '2025-04-07'],
  2026: ['2026-02-17', '2026-04-26'],
  2027: ['2027-02-06', '2027-04-16'],
  2028: ['2028-01-26', '2028-04-04'],
  2029: ['2029-02-13', '2029-04-23'],
};

function lunar(year: number): LunarHolidays {
  const [tet = '', hungKings = ''] = LUNAR[year] ?? [];
  return { tet: parseLocalDate(tet), hungKings: parseLocalDate(hungKings) };
}

const proposal = (year: number): readonly ProposedDay[] => proposeYear(year, lunar(year));
const datesOf = (days: readonly ProposedDay[]): string[] => days.map(({ date }) => formatLocalDate(date).slice(5));

function officialYear(year: number): CalendarDefinition {
  const days = (national.days ?? []).filter((day) => yearOf(parseLocalDate(day.date)) === year);
  return { id: 'vn', name: 'official', days };
}

describe('the days proposed for a year without a notice', () => {
  test.each([
    [2019, ['04-27 rest', '04-28 rest', '04-29 swap-off', '05-04 make-up'], 'the swap 29/4 ↔ 4/5 and the weekend it joins'],
    [2020, [], ''],
    [2021, [], ''],
    [2022, [], ''],
    [2023, [], ''],
    [2024, ['04-27 rest', '04-28 rest', '04-29 swap-off', '05-04 make-up'], 'the swap 29/4 ↔ 4/5 and the weekend it joins'],
    [2025, ['04-26 make-up', '05-02 swap-off', '05-03 rest', '05-04 rest'], 'the swap 2/5 ↔ 26/4 and the weekend it joins'],
    [
      2026,
      ['01-02 swap-off', '01-03 rest', '01-04 rest', '01-10 make-up', '08-22 make-up', '08-29 rest', '08-30 rest', '08-31 swap-off'],
      'the swaps 2/1 ↔ 10/1 and 31/8 ↔ 22/8 and the weekends they join',
    ],
  ])('%i: the notice differs from the proposal by its swaps alone (%j)', (year, differing) => {
    const proposed: CalendarDefinition = { id: 'vn', name: 'proposed', days: proposal(year).map(proposedDayVi) };
    const hours = diffLayers(proposed, officialYear(year)).days.filter((day) => day.changesHours);
    const shown = hours.map(({ date, before, after }) => {
      expect(before).toBeUndefined();
      const weekend = ['sat', 'sun'].includes(weekdayOf(parseLocalDate(date)));
      return `${date.slice(5)} ${weekend && after?.kind === 'holiday' ? 'rest' : (after?.kind ?? '-')}`;
    });
    expect(shown).toEqual(differing);
  });

  // 2020 is left out: its table calls the days given for the weekend of Tết holidays like the rest.
  test.each([2019, 2021, 2022, 2023, 2024, 2025, 2026])('%i: a holiday and a day off in compensation are proposed as what the notice calls them', (year) => {
    const kinds = new Map((officialYear(year).days ?? []).map(({ date, kind }) => [date, kind]));
    for (const day of proposal(year).map(proposedDayVi)) {
      expect([day.date, kinds.get(day.date)]).toEqual([day.date, day.kind]);
    }
  });

  test.each([
    // year  mùng 1     span                                            compensated
    [2026, 'Tuesday', ['02-16', '02-17', '02-18', '02-19', '02-20'], []],
    [2025, 'Wednesday', ['01-27', '01-28', '01-29', '01-30', '01-31'], []],
    [2021, 'Friday', ['02-10', '02-11', '02-12', '02-13', '02-14'], ['02-15', '02-16']],
    [2024, 'Saturday', ['02-08', '02-09', '02-10', '02-11', '02-12'], ['02-13', '02-14']],
    [2023, 'Sunday', ['01-20', '01-21', '01-22', '01-23', '01-24'], ['01-25', '01-26']],
    [2028, 'Wednesday', ['01-24', '01-25', '01-26', '01-27', '01-28'], []],
  ])('%i: with mùng 1 on a %s the five days of Tết are those with the fewest days of weekly rest', (year, _weekday, span, compensated) => {
    const tet = proposal(year).filter(({ occasions }) => occasions.includes('tet'));
    expect(datesOf(tet.filter(({ kind }) => kind === 'holiday'))).toEqual(span);
    expect(datesOf(tet.filter(({ kind }) => kind === 'compensation'))).toEqual(compensated);
  });

  test('a Tết whose mùng 1 is a Monday begins the day before: one day of weekly rest instead of two', () => {
    const days = proposeYear(2035, { tet: parseLocalDate('2035-02-05'), hungKings: parseLocalDate('2035-04-17') });
    expect(datesOf(days.filter(({ kind, occasions }) => kind !== 'weekly-rest' && occasions.includes('tet')))).toEqual(['02-04', '02-05', '02-06', '02-07', '02-08', '02-09']);
  });

  test.each([
    [2020, ['09-02'], [], 'Labour Code 2012: one day'],
    [2021, ['09-02', '09-03'], [], 'Thursday: 3/9 leads into the weekend'],
    [2022, ['09-01', '09-02'], [], 'Friday'],
    [2023, ['09-01', '09-02'], ['09-04'], 'Saturday: 2/9 is compensated on Monday'],
    [2024, ['09-02', '09-03'], [], 'Monday: 1/9 is a Sunday'],
    [2025, ['09-01', '09-02'], [], 'Tuesday: 1/9 follows the weekend'],
    [2026, ['09-01', '09-02'], [], 'Wednesday: no longer break on either side'],
  ])('%i: National Day is %j with compensation %j (%s)', (year, holidays, compensated) => {
    const days = proposal(year).filter(({ occasions }) => occasions.includes('national-day'));
    expect(datesOf(days.filter(({ kind }) => kind === 'holiday'))).toEqual(holidays);
    expect(datesOf(days.filter(({ kind }) => kind === 'compensation'))).toEqual(compensated);
  });

  test.each([
    [2022, ['05-02', '05-03'], '30/4 and 1/5 on a weekend give the next two working days'],
    [2023, ['05-02', '05-03'], 'Giỗ Tổ and 30/4 on a weekend before Monday 1/5'],
    [2027, ['05-03'], 'Saturday 1/5'],
  ])('%i: compensation falls on %j, the next working days (%s)', (year, expected) => {
    const days = proposal(year).filter(({ kind, date }) => kind === 'compensation' && formatLocalDate(date).slice(5, 7) === '05');
    expect(datesOf(days)).toEqual(expected);
  });

  test.each([
    [2025, []],
    [2026, ['11-24 holiday']],
    [2028, ['11-24 holiday', '11-25 weekly-rest', '11-26 weekly-rest']],
    [2029, ['11-24 holiday', '11-25 weekly-rest']],
  ])('%i: 24 November is off from 2026 on and not compensated on a weekend: %j', (year, expected) => {
    expect(proposal(year).filter(({ occasions }) => occasions.includes('culture-day')).map(({ date, kind }) => `${formatLocalDate(date).slice(5)} ${kind}`)).toEqual(expected);
  });

  test('no swap is ever proposed, and each day is named once, in date order', () => {
    for (const year of Object.keys(LUNAR).map(Number)) {
      const dates = proposal(year).map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].toSorted((a, b) => a - b));
      expect(new Set(proposal(year).map(({ kind }) => kind)).has('holiday')).toBe(true);
    }
  });

  test('every source says that it is a proposal and names its article', () => {
    const sources = new Set([2020, 2023, 2028].flatMap((year) => proposal(year).map((day) => proposedDayVi(day).source)));
    expect([...sources].sort()).toEqual([
      'Đề xuất, chưa có thông báo: Bộ luật Lao động 2012 Điều 115',
      'Đề xuất, chưa có thông báo: Bộ luật Lao động 2012 Điều 115 khoản 3',
      'Đề xuất, chưa có thông báo: Bộ luật Lao động 2019 Điều 111 khoản 3',
      'Đề xuất, chưa có thông báo: Bộ luật Lao động 2019 Điều 112',
      'Đề xuất, chưa có thông báo: Nghị quyết 28/2026/QH16 Điều 2',
    ]);
  });

  test('lunar dates of another year are refused', () => {
    expect(() => proposeYear(2027, lunar(2026))).toThrow('The lunar holidays given for 2027 lie in 2026');
  });
});
