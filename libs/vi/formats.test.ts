import { expect, test } from 'vitest';
import { parseInstant, parseLocalDate } from '#domain';
import { formatDateVi, formatDueVi, formatInstantVi, formatIsoDateVi, formatMonthVi, formatShortVi, formatTermVi, formatTimeLimitVi } from './formats.js';

test.each([
  ['2026-08-25T09:00:00+07:00', '09 giờ 00 phút, ngày 25 tháng 8 năm 2026', '25/08/2026', '09:00 25/08/2026'],
  ['2026-02-05T16:05:59+07:00', '16 giờ 05 phút, ngày 05 tháng 02 năm 2026', '05/02/2026', '16:05 05/02/2026'],
  ['2025-12-31T17:00:00Z', '00 giờ 00 phút, ngày 01 tháng 01 năm 2026', '01/01/2026', '00:00 01/01/2026'],
  ['2026-10-09T23:59:00+07:00', '23 giờ 59 phút, ngày 09 tháng 10 năm 2026', '09/10/2026', '23:59 09/10/2026'],
])('%s is written in Vietnamese time, days below 10 and months 1 and 2 with a zero', (iso, words, date, short) => {
  const at = parseInstant(iso);
  expect([formatInstantVi(at), formatDateVi(at), formatShortVi(at)]).toEqual([words, date, short]);
});

test.each([
  ['2026-09-01T00:00:00+07:00', '24 giờ 00 phút, ngày 31 tháng 8 năm 2026'],
  ['2026-08-31T17:00:00+07:00', '17 giờ 00 phút, ngày 31 tháng 8 năm 2026'],
])('a term ending at %s ends on the day it closes', (iso, words) => {
  expect(formatDueVi(parseInstant(iso))).toBe(words);
});

test('a month is written by its number and year', () => {
  expect(formatMonthVi(parseLocalDate('2026-02-14'))).toBe('Tháng 2/2026');
});

test('a calendar day is written day first', () => {
  expect(formatIsoDateVi('2026-11-24')).toBe('24/11/2026');
});

test.each([
  [{ unit: 'working-days', amount: 5 }, '05 ngày làm việc'],
  [{ unit: 'working-days', amount: 6.5 }, '6,5 ngày làm việc'],
  [{ unit: 'working-hours', amount: 8 }, '08 giờ làm việc'],
  [{ unit: 'calendar-days', amount: 20 }, '20 ngày'],
  [{ unit: 'months', amount: 3 }, '03 tháng'],
  [{ unit: 'years', amount: 1 }, '01 năm'],
  [{ unit: 'same-day' }, 'trong ngày làm việc'],
] as const)('the term %o is worded with its own unit', (limit, words) => {
  expect(formatTimeLimitVi(limit)).toBe(words);
});

test('a term that is longer in remote communes names both times', () => {
  const days = (amount: number) => ({ unit: 'working-days', amount }) as const;
  expect(formatTermVi({ limit: days(12) })).toBe('12 ngày làm việc');
  expect(formatTermVi({ limit: days(12), extra: days(10) })).toBe('12 ngày làm việc, cộng thêm 10 ngày làm việc cho vùng miền núi, hải đảo, vùng khó khăn');
});
