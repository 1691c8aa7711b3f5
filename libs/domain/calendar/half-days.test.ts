import { expect, test } from 'vitest';
import { officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { formatInstant, type Instant, parseInstant } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import type { ClockInterval } from './definition.js';
import { halfDaysOn, halfDaysOpened, nextServedMoment, openHalfDayAt } from './half-days.js';
import { effectiveFromPlain } from './plain-calendar.js';
import { buildWorkingCalendar } from './indexed-calendar.js';
import { EVERY_YEAR } from './working-calendar.js';

const at = (text: string): Instant => parseInstant(`${text}:00+07:00`);
const clock = (moment: Instant): string => formatInstant(moment).slice(11, 16);

test.each([
  // date        halves                                            why
  ['2026-08-21', ['morning 07:00–11:00', 'afternoon 13:00–17:00'], 'a working day'],
  ['2026-08-22', ['morning 07:00–11:00', 'afternoon 13:00–17:00'], 'a make-up Saturday'],
  ['2026-08-23', [], 'a Sunday'],
  ['2026-09-02', [], 'National Day'],
])('%s has the half days %j: %s', (date, halves) => {
  expect(halfDaysOn(officeCalendar, parseLocalDate(date)).map(({ half, opensAt, closesAt }) => `${half} ${clock(opensAt)}–${clock(closesAt)}`)).toEqual(halves);
});

test.each([
  [[['08:00', '16:00']], ['morning 08:00–12:00', 'afternoon 12:00–16:00'], 'hours over noon are parted there'],
  [[['07:30', '11:30']], ['morning 07:30–11:30'], 'a morning alone'],
  [[['13:00', '15:00'], ['15:30', '17:00']], ['afternoon 13:00–17:00'], 'an afternoon with a break'],
] satisfies readonly [readonly ClockInterval[], readonly string[], string][])('hours %j give %j: %s', (hours, halves) => {
  const calendar = buildWorkingCalendar(effectiveFromPlain({ week: { tue: hours }, daysOff: [], specialDays: {} }, 'plain'), EVERY_YEAR);
  expect(halfDaysOn(calendar, parseLocalDate('2026-08-18')).map(({ half, opensAt, closesAt }) => `${half} ${clock(opensAt)}–${clock(closesAt)}`)).toEqual(halves);
});

test.each([
  ['2026-08-18T07:00', 'morning'],
  ['2026-08-18T10:59', 'morning'],
  ['2026-08-18T11:00', undefined],
  ['2026-08-18T12:30', undefined],
  ['2026-08-18T13:00', 'afternoon'],
  ['2026-08-18T17:00', undefined],
  ['2026-08-16T09:00', undefined],
])('at %s the half day %s is open', (moment, half) => {
  expect(openHalfDayAt(officeCalendar, at(moment))?.half).toBe(half);
});

test.each([
  // after            up to              opened  why
  ['2026-08-18T06:00', '2026-08-18T07:00', 1, 'an opening counts from its own moment'],
  ['2026-08-18T07:00', '2026-08-18T12:59', 0, 'not the half that was open already'],
  ['2026-08-18T09:00', '2026-08-19T13:00', 3, 'half by half'],
  ['2026-08-21T15:00', '2026-08-24T07:00', 3, 'two of the make-up Saturday, none of the Sunday'],
  ['2026-08-28T15:00', '2026-09-03T07:00', 1, 'none over National Day'],
  ['2026-08-18T09:00', '2026-12-18T09:00', 10, 'no further than asked for'],
])('after %s and up to %s %i half days opened: %s', (after, upTo, opened) => {
  expect(halfDaysOpened(officeCalendar, at(after), at(upTo), 10)).toBe(opened);
});

test.each([
  ['2026-08-18T09:00', '2026-08-18T09:00', 'at once in office hours'],
  ['2026-08-18T17:00', '2026-08-18T17:00', 'at once at the very closing'],
  ['2026-08-18T12:00', '2026-08-18T13:00', 'after noon'],
  ['2026-08-21T20:00', '2026-08-22T07:00', 'on the make-up Saturday'],
  ['2026-08-28T17:30', '2026-09-03T07:00', 'after National Day'],
])('who is told something at %s hears of it %s: %s', (moment, told) => {
  expect(formatInstant(nextServedMoment(officeCalendar, at(moment))).slice(0, 16)).toBe(told);
});
