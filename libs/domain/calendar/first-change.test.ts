import { expect, test } from 'vitest';
import type { CalendarDay, CalendarDefinition } from './definition.js';
import { firstChange, FROM_THE_BEGINNING } from './first-change.js';
import { mergeCalendars } from './merge.js';
import { formatInstant, instant } from '../time/instant.js';

const PLAIN: CalendarDefinition = {
  id: 'office',
  name: 'Cơ quan',
  week: { mon: [['08:00', '12:00']], tue: [['08:00', '12:00']] },
  days: [
    { date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh', source: 'BLLĐ 112' },
    { date: '2027-01-01', kind: 'holiday', name: 'Tết Dương lịch', source: 'BLLĐ 112' },
  ],
  years: [
    { year: 2026, status: 'confirmed', source: 'TB 1' },
    { year: 2027, status: 'proposed', source: 'TB 2' },
  ],
};
const DAYS = PLAIN.days ?? [];
const closed = (date: string): readonly CalendarDay[] => [...DAYS, { date, kind: 'closure', name: 'Bão', source: 'CĐ 1' }];

function compare(change: Partial<CalendarDefinition>, before: Partial<CalendarDefinition> = {}): string | number | undefined {
  const at = firstChange(mergeCalendars([{ ...PLAIN, ...before }]), mergeCalendars([{ ...PLAIN, ...change }]));
  return at === undefined || at === FROM_THE_BEGINNING ? at : formatInstant(instant(at)).slice(0, 10);
}

test.each<[string, Partial<CalendarDefinition>, string | number | undefined]>([
  ['nothing but names and sources', { name: 'Tên khác', days: DAYS.map(((day) => ({ ...day, name: 'tên', source: 'nguồn' }))) }, undefined],
  ['a closure between two holidays', { days: closed('2026-10-05') }, '2026-10-05'],
  ['a closure after all of them', { days: closed('2027-03-01') }, '2027-03-01'],
  ['a holiday taken away', { days: DAYS.slice((1)) }, '2026-09-02'],
  ['the last holiday taken away', { days: DAYS.slice(0, 1) }, '2027-01-01'],
  ['the status of a year', { years: PLAIN.years?.map((year) => ({ ...year, status: 'confirmed' as const })) ?? [] }, '2027-01-01'],
  ['the last year taken away', { years: PLAIN.years?.slice(0, 1) ?? [] }, '2027-01-01'],
  ['a year more, which may be the one a date waits for', { years: [...(PLAIN.years ?? []), { year: 2028, status: 'proposed', source: 'TB 3' }] }, FROM_THE_BEGINNING],
  ['hours of a weekday', { week: { ...PLAIN.week, tue: [['08:00', '11:00']] } }, FROM_THE_BEGINNING],
])('two calendars that differ by %s differ from there on', (_what, change, from) => {
  expect(compare(change)).toBe(from);
});

test('hours of one day are a difference, and the kind of a day that is off either way too', () => {
  const special = (to: string): Partial<CalendarDefinition> => ({ days: [{ date: '2026-10-05', kind: 'special-hours', name: 'n', source: 's', hours: [['08:00', to]] }] });
  expect(compare(special('10:00'), special('11:00'))).toBe('2026-10-05');
  expect(compare({ days: [{ date: '2026-09-02', kind: 'closure', name: 'n', source: 's' }] }, { days: DAYS.slice(0, 1) })).toBe('2026-09-02');
});
