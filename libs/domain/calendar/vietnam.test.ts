import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { calendarOf, demoProvince, national, officeCalendar, officialDays } from '../../../test/fixtures/calendar/calendars.js';
import { addCalendarDays, formatLocalDate, parseLocalDate, weekdayOf, WEEKDAYS, yearOf, type LocalDate } from '../time/local-date.js';
import type { CalendarDayKind, CalendarDefinition } from './definition.js';
import { dayReason, yearStatus } from './effective.js';
import { mergeCalendars } from './merge.js';

/** The table beside the repository, which names the kind of each day off. */
const OFFICIAL_TABLE = new URL('../../../../shared/data/vn-official-days-off.json', import.meta.url);

function* daysOf(year: string): Generator<LocalDate> {
  for (let date = parseLocalDate(`${year}-01-01`); yearOf(date) === Number(year); date = addCalendarDays(date, 1)) {
    yield date;
  }
}

const everyDay: CalendarDefinition = {
  id: 'every-day',
  name: 'open every day of the week',
  week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [['07:00', '17:00']]])),
};

describe('the calendar of Viet Nam', () => {
  test.each(Object.keys(officialDays))('%s: an office open Monday to Friday works exactly on the official working days', (year) => {
    const official = officialDays[year] ?? { daysOff: [], workingWeekends: [] };
    for (const date of daysOf(year)) {
      const text = formatLocalDate(date);
      const weekend = ['sat', 'sun'].includes(weekdayOf(date));
      const works = weekend ? official.workingWeekends.includes(text) : !official.daysOff.includes(text);
      expect([text, officeCalendar.isWorkingDay(date)]).toEqual([text, works]);
    }
  });

  test.each(Object.keys(officialDays))('%s: an office open all week rests exactly on the announced days off', (year) => {
    const calendar = calendarOf(national, everyDay);
    const rests = [...daysOf(year)].filter((date) => !calendar.isWorkingDay(date)).map(formatLocalDate);
    expect(rests).toEqual(officialDays[year]?.daysOff);
  });

  test.skipIf(!existsSync(OFFICIAL_TABLE))('the expected days above are those of the official table beside the repository (skipped where it is absent)', () => {
    const table = JSON.parse(readFileSync(OFFICIAL_TABLE, 'utf8')) as Record<string, { daysOff: string[]; workingWeekends: string[] }>;
    const days = Object.fromEntries(Object.entries(table).map(([year, { daysOff, workingWeekends }]) => [year, { daysOff, workingWeekends }]));
    expect(officialDays).toEqual(days);
  });

  const KINDS: Readonly<Record<string, CalendarDayKind>> = { holiday: 'holiday', compensation: 'compensation', swap: 'swap-off', weekend: 'holiday' };

  test.skipIf(!existsSync(OFFICIAL_TABLE))('every day off is of the kind the official table calls it (skipped where it is absent)', () => {
    const table = JSON.parse(readFileSync(OFFICIAL_TABLE, 'utf8')) as Record<string, { detail: { date: string; kind: string }[] }>;
    const expected = Object.values(table).flatMap(({ detail }) => detail.map(({ date, kind }) => `${date} ${KINDS[kind] ?? kind}${kind === 'weekend' ? ' of the week' : ''}`));
    const stated = (national.days ?? []).filter(({ date }) => date >= '2019' && date < '2027').map(({ date, kind, name }) => `${date} ${kind}${name.startsWith('Nghỉ hằng tuần') ? ' of the week' : ''}`);
    expect(stated).toEqual(expected);
  });

  test.each([
    ['2018-12-31', '2019-01-05'],
    ['2019-04-29', '2019-05-04'],
    ['2024-04-29', '2024-05-04'],
    ['2025-05-02', '2025-04-26'],
    ['2026-01-02', '2026-01-10'],
    ['2026-08-31', '2026-08-22'],
  ])('the swap of %s with Saturday %s is one fact seen from both dates', (off, worked) => {
    const offDay = dayReason(officeCalendar.effective, parseLocalDate(off));
    const workedDay = dayReason(officeCalendar.effective, parseLocalDate(worked));
    expect(offDay).toMatchObject({ kind: 'swap-off', working: false, swapWith: worked });
    expect(workedDay).toMatchObject({ kind: 'make-up', working: true, swapWith: off, source: offDay.source, hours: [[420, 660], [780, 1020]] });
    expect(national.days?.filter((day) => day.date === off || day.date === worked)).toHaveLength(1);
  });

  test('24 November is a day off from 2026 and 23 November 2026 is worked until a notice says otherwise', () => {
    const on = (text: string) => dayReason(officeCalendar.effective, parseLocalDate(text));
    expect(on('2026-11-23')).toMatchObject({ working: true, kind: 'weekly-hours' });
    expect(on('2026-11-24')).toMatchObject({ working: false, kind: 'holiday', source: 'Nghị quyết 28/2026/QH16 Điều 2' });
    expect(on('2025-11-24').working).toBe(true);
    expect(on('2027-11-24').working).toBe(false);
  });

  test.each([
    ['2027-01-01', 'holiday'],
    ['2027-02-06', 'holiday'],
    ['2027-04-16', 'holiday'],
    ['2027-04-30', 'holiday'],
    ['2027-05-01', 'holiday'],
    ['2027-05-03', 'compensation'],
    ['2027-09-02', 'holiday'],
  ])('%s is proposed as %s', (date, kind) => {
    expect(dayReason(officeCalendar.effective, parseLocalDate(date))).toMatchObject({ kind, working: false });
  });

  test('2019 to 2026 are confirmed, 2027 and 2028 are proposed, other years are unknown', () => {
    const status = (year: number): string => yearStatus(officeCalendar.effective, year);
    expect([2018, 2019, 2026, 2027, 2028, 2029].map(status)).toEqual(['unknown', 'confirmed', 'confirmed', 'proposed', 'proposed', 'unknown']);
  });

  test('every entry names its decree or notice, and every proposed one says that there is none yet', () => {
    for (const day of national.days ?? []) {
      expect(day.source).toMatch(/(Thông báo|Công văn|Bộ luật Lao động|Nghị quyết) /);
      expect(day.source.includes('chưa có thông báo')).toBe(day.date >= '2027');
    }
  });

  test('the merged calendar is plain JSON in date order', () => {
    const effective = mergeCalendars([national, demoProvince]);
    expect(JSON.parse(JSON.stringify(effective))).toEqual(effective);
    const dates = effective.days.map((day) => day.date);
    expect(dates).toEqual(dates.toSorted());
  });
});
