import { expect, test } from 'vitest';
import { formatLocalDate, mergeCalendars, parseLocalDate, weekdayOf } from '#domain';
import { national } from '../../../test/fixtures/calendar/calendars.js';
import { lunarHolidaysOf } from './lunar-dates.js';
import { proposedCalendarYear } from './proposed-year.js';

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];

test.each(YEARS)('%i: the lunar library agrees with the official days on mùng 1 Tết and Giỗ Tổ', async (year) => {
  const official = (name: string) => (national.days ?? []).filter((day) => day.date.startsWith(String(year)) && day.name === name && day.kind === 'holiday').map(({ date }) => date);
  const { tet, hungKings } = await lunarHolidaysOf(year);
  expect(official('Giỗ Tổ Hùng Vương')).toEqual([formatLocalDate(hungKings)]);
  // The notices name the span; mùng 1 is its second or third day.
  expect(official('Tết Nguyên đán').slice(1, 3)).toContain(formatLocalDate(tet));
});

test.each([
  ['2007', '2007-02-17', 'Beijing had 18/2'],
  ['2030', '2030-02-02', 'Beijing has 3/2'],
])('Tết of %s is reckoned at Vietnamese longitude: %s (%s)', async (year, mungMot) => {
  expect(formatLocalDate((await lunarHolidaysOf(Number(year))).tet)).toBe(mungMot);
});

test.each([2027, 2028])('the national layer declares %i as what is proposed for it, day by day', async (year) => {
  const proposed = await proposedCalendarYear(year);
  expect(national.years?.find((declared) => declared.year === year)).toEqual(proposed.year);
  expect((national.days ?? []).filter((day) => day.date.startsWith(String(year)))).toEqual(proposed.days);
});

test('a proposed year is a calendar of its own', async () => {
  const { year, days } = await proposedCalendarYear(2029);
  expect(mergeCalendars([{ id: 'vn', name: 'Việt Nam', years: [year], days }]).years).toEqual([{ year: 2029, status: 'proposed', source: 'Chưa có thông báo nghỉ lễ, Tết năm 2029' }]);
});

test('every year of this century gets a proposal that is a calendar: five days of Tết, and a day off for each holiday on weekly rest', async () => {
  for (let year = 2021; year <= 2099; year += 1) {
    const { year: declared, days } = await proposedCalendarYear(year);
    mergeCalendars([{ id: 'vn', name: 'Việt Nam', years: [declared], days }]);
    const holidays = days.filter(({ kind, name }) => kind === 'holiday' && !name.startsWith('Nghỉ hằng tuần'));
    const onRest = holidays.filter(({ date, name }) => ['sat', 'sun'].includes(weekdayOf(parseLocalDate(date))) && name !== 'Ngày Văn hóa Việt Nam');
    expect([year, holidays.filter(({ name }) => name === 'Tết Nguyên đán').length, days.filter(({ kind }) => kind === 'compensation').length]).toEqual([year, 5, onRest.length]);
  }
});
