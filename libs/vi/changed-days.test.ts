import { expect, test } from 'vitest';
import { type CalendarDay, changedDays, parseLocalDate } from '#domain';
import { calendarOf, demoProvince, national } from '../../test/fixtures/calendar/calendars.js';
import { changedDayLines } from './changed-days.js';

const STORM = { kind: 'closure', name: 'Bão số 9', source: 'Công điện của UBND tỉnh', reason: 'storm', decision: '05/CĐ-UBND' } as const;
const before = calendarOf(national, demoProvince).effective;

function linesAfter(days: readonly CalendarDay[], week = demoProvince.week): readonly string[] {
  const after = calendarOf(national, { ...demoProvince, ...(week === undefined ? {} : { week }) }, { id: 'agency', name: 'agency', days }).effective;
  return changedDayLines(changedDays(before, after, parseLocalDate('2026-10-12'), parseLocalDate('2026-10-20')));
}

test.each<[string, readonly CalendarDay[], readonly string[]]>([
  [
    'a closed day',
    [{ date: '2026-10-15', ...STORM }],
    ['thứ Năm 15/10/2026: cơ quan đóng cửa do bão: Bão số 9 (Công điện của UBND tỉnh; văn bản số 05/CĐ-UBND); trước đây là ngày làm việc (07:00–11:00, 13:00–17:00)'],
  ],
  [
    'days closed alike, as one stretch',
    [{ date: '2026-10-15', ...STORM }, { date: '2026-10-16', ...STORM }],
    ['2 ngày từ 15/10/2026 đến 16/10/2026: cơ quan đóng cửa do bão: Bão số 9 (Công điện của UBND tỉnh; văn bản số 05/CĐ-UBND); trước đây là ngày làm việc (07:00–11:00, 13:00–17:00)'],
  ],
  [
    'both days of a swap',
    [{ date: '2026-10-16', kind: 'swap-off', name: 'nghỉ thứ Sáu', source: 'TB 7/TB-UBND', swapWith: '2026-10-17' }],
    [
      'thứ Sáu 16/10/2026: nghỉ thứ Sáu (TB 7/TB-UBND); trước đây là ngày làm việc (07:00–11:00, 13:00–17:00)',
      'thứ Bảy 17/10/2026: làm bù nghỉ thứ Sáu (TB 7/TB-UBND); trước đây là nghỉ hằng tuần',
    ],
  ],
  ['nothing of a day off that was one already', [{ date: '2026-10-17', ...STORM }], []],
  ['nothing of a day outside the span', [{ date: '2026-10-21', ...STORM }], []],
])('what a calendar has otherwise is told of %s', (_what, days, lines) => {
  expect(linesAfter(days)).toEqual(lines);
});

test('other hours of the week are told once, whatever days they are of', () => {
  expect(linesAfter([], { ...demoProvince.week, tue: [['07:30', '11:30']], thu: [['07:30', '11:30']] })).toEqual(['Giờ làm việc hằng tuần của cơ quan thay đổi từ thứ Ba 13/10/2026']);
});
