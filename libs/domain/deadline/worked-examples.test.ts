import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { definitionOf, engineOf, instantOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import type { CalendarDay, CalendarDefinition } from '../calendar/definition.js';
import { dayReason } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { formatLocalTime, localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays, formatLocalDate } from '../time/local-date.js';
import { computeDeadline, type DeadlineInput } from './deadline.js';
import { giveBack, remainingUntil } from './remaining.js';
import type { EndRule, StartRule, TimeLimit } from './time-limit.js';

interface Term {
  readonly unit?: 'working-days' | 'working-hours' | 'calendar-days';
  readonly amount: number;
  readonly end?: EndRule;
  readonly start?: StartRule;
}

function limitOf({ unit = 'working-days', amount }: Term): TimeLimit {
  return { unit, amount };
}

function due(received: string, term: Term, calendars: Partial<DeadlineInput> = {}): string {
  const rule = { limit: limitOf(term), start: term.start ?? 'on-receipt', end: term.end ?? 'same-clock' } as const;
  return formatLocalTime(computeDeadline({ receivedAt: at(received), rule, intake: officeCalendar, processing: officeCalendar, ...calendars }).dueAt).slice(0, 16);
}

function officeWith(...days: CalendarDay[]): WorkingCalendar {
  return calendarOf(national, { id: 'agency', name: 'agency', days }, demoProvince);
}

const off = (date: string, kind: 'holiday' | 'closure' = 'holiday'): CalendarDay => ({ date, kind, name: kind, source: 'decision' });

describe('the ten worked examples of the sources, on the official calendar', () => {
  test.each<[number, string, Term, string, string]>([
    [1, '2026-08-19T09:00', { amount: 5 }, '2026-08-25T09:00', 'Saturday 22/8/2026 is worked'],
    [2, '2026-08-27T15:30', { amount: 3 }, '2026-09-04T15:30', '29/8 to 2/9/2026 are off'],
    [3, '2026-11-20T16:30', { amount: 2 }, '2026-11-25T16:30', '24/11/2026 is off'],
    [4, '2024-04-25T10:00', { amount: 5 }, '2024-05-06T10:00', '29/4/2024 is off, Saturday 4/5 is worked'],
    [5, '2025-04-25T16:00', { amount: 3 }, '2025-04-29T16:00', 'Saturday 26/4/2025 is worked'],
    [6, '2026-02-12T08:00', { amount: 8 }, '2026-03-03T08:00', 'Tết 14 to 22/2/2026'],
    [7, '2025-12-31T16:45', { amount: 3 }, '2026-01-07T16:45', '1 and 2/1/2026 are off'],
    [8, '2019-04-26T14:00', { amount: 5 }, '2019-05-07T14:00', '29/4/2019 is off, Saturday 4/5 is worked'],
    [9, '2026-04-06T10:00', { amount: 20, unit: 'calendar-days', end: 'closing' }, '2026-04-28T17:00', 'the last day is Giỗ Tổ on a Sunday, its Monday off (Art. 148.5)'],
    [10, '2026-08-10T10:00', { amount: 20, unit: 'calendar-days', end: 'closing' }, '2026-09-03T17:00', 'the last day is Sunday 30/8, 31/8 to 2/9 are off (Art. 148.5)'],
  ])('example %i: received %s, %o, due %s: %s', (_number, received, term, expected) => {
    expect(due(received, term)).toBe(expected);
  });

  test.each<[string, Term, string, string]>([
    ['2026-02-12T07:00', { amount: 8 }, '2026-03-03T07:00', 'days keep the clock time of the opening'],
    ['2026-02-12T07:00', { amount: 64, unit: 'working-hours' }, '2026-03-02T17:00', 'as many hours run out at the closing before it'],
    ['2026-02-12T07:00', { amount: 7, end: 'closing' }, '2026-03-02T17:00', 'and so do seven days to their closing'],
    ['2026-02-12T11:00', { amount: 8 }, '2026-03-03T11:00', 'received at the closing for lunch'],
    ['2026-02-12T12:30', { amount: 8 }, '2026-03-03T13:00', 'received at lunch, the afternoon opens first'],
    ['2026-02-12T13:00', { amount: 8 }, '2026-03-03T13:00', 'received at the opening of the afternoon'],
    ['2026-02-12T17:00', { amount: 8 }, '2026-03-03T17:00', 'received at closing'],
    ['2026-02-12T17:01', { amount: 8 }, '2026-03-03T17:00', 'received after closing'],
  ])('the boundary of example 6: received %s, %o, due %s: %s', (received, term, expected) => {
    expect(due(received, term)).toBe(expected);
  });

  test('example 3 with 23/11/2026 swapped off is a day later, and only then', () => {
    const swapped = calendarOf(national, { id: 'notice', name: 'notice', days: [{ date: '2026-11-23', kind: 'swap-off', swapWith: '2026-11-28', name: 'swap', source: 'notice' }] }, demoProvince);
    expect(due('2026-11-20T16:30', { amount: 2 }, { processing: swapped })).toBe('2026-11-26T16:30');
    expect(due('2026-11-20T16:30', { amount: 5 }, { processing: swapped })).toBe('2026-11-30T16:30');
    expect(due('2026-11-20T16:30', { amount: 5 })).toBe('2026-11-30T16:30');
  });
});

describe('Tết and New Year', () => {
  test.each([
    ['2019-02-01', '2019-02-11'],
    ['2020-01-22', '2020-01-30'],
    ['2021-02-09', '2021-02-17'],
    ['2022-01-28', '2022-02-07'],
    ['2023-01-19', '2023-01-27'],
    ['2024-02-07', '2024-02-15'],
    ['2025-01-24', '2025-02-03'],
    ['2026-02-13', '2026-02-23'],
  ])('one working day from the last day before Tết, %s, is %s', (last, first) => {
    expect(due(`${last}T09:00`, { amount: 1 })).toBe(`${first}T09:00`);
    expect(due(`${last}T16:30`, { amount: 1, unit: 'working-hours' })).toBe(`${first}T07:30`);
    expect(due(`${last}T09:00`, { amount: 1, unit: 'calendar-days', end: 'midnight' })).toBe(formatLocalTime(startOfDay(addCalendarDays(localDateOf(at(`${first}T09:00`)), 1))).slice(0, 16));
  });

  test.each([
    ['2018-12-28T09:00', 1, '2019-01-02T09:00', 'Monday 31/12/2018 is given off'],
    ['2019-01-03T09:00', 2, '2019-01-05T09:00', 'and worked on Saturday 5/1/2019'],
    ['2018-12-28T09:00', 4, '2019-01-05T09:00', 'both within one term'],
    ['2018-12-28T09:00', 5, '2019-01-07T09:00', 'after which nothing is left of the swap'],
  ])('a swap over New Year: received %s, %i working days, due %s: %s', (received, amount, expected) => {
    const from2018 = calendarOf({ ...national, years: [{ year: 2018, status: 'confirmed', source: 'notice' }, ...(national.years ?? [])] }, demoProvince);
    expect(due(received, { amount }, { intake: from2018, processing: from2018 })).toBe(expected);
  });
});

describe('a term over several calendars', () => {
  const shortDesk: CalendarDefinition = { id: 'desk', name: 'desk', week: { fri: [['07:00', '10:00']] } };
  const intake = calendarOf(national, demoProvince, shortDesk);

  test('starts by the hours of the desk, runs on those of the agency, and neither knows the closure of the other', () => {
    const storm = officeWith(off('2026-08-24', 'closure'));
    const term = { amount: 2, start: 'last-hour' } as const;
    expect(due('2026-08-21T09:30', term)).toBe('2026-08-24T09:30');
    expect(due('2026-08-21T09:30', term, { intake })).toBe('2026-08-25T07:00');
    expect(due('2026-08-21T09:30', term, { intake, processing: storm })).toBe('2026-08-26T07:00');
    expect(due('2026-08-21T09:30', term, { intake: calendarOf(national, demoProvince, shortDesk, { id: 'shut', name: 'shut', days: [off('2026-08-25', 'closure')] }) })).toBe('2026-08-25T07:00');
  });

  test('a closure of the desk on the day the start moves to moves the start', () => {
    const shut = calendarOf(national, demoProvince, shortDesk, { id: 'shut', name: 'shut', days: [off('2026-08-22', 'closure')] });
    expect(due('2026-08-21T09:30', { amount: 2, start: 'last-hour' }, { intake: shut })).toBe('2026-08-26T07:00');
  });
});

describe('a pause over holidays', () => {
  test.each([
    ['2026-08-27T15:30', 3, '2026-08-28T10:00', '2026-09-03T10:00', '2026-09-07T15:30', 'eight open hours of six days'],
    ['2026-02-12T08:00', 8, '2026-02-13T16:00', '2026-02-23T08:00', '2026-03-03T10:00', 'two open hours of a pause over Tết'],
  ])('received %s, %i working days, paused %s to %s, due %s: %s', (received, amount, pausedAt, resumedAt, expected) => {
    const limit: TimeLimit = { unit: 'working-days', amount };
    const { dueAt, nominalAt } = computeDeadline({ receivedAt: at(received), rule: { limit, start: 'on-receipt', end: 'same-clock' }, intake: officeCalendar, processing: officeCalendar });
    const left = remainingUntil({ dueAt, nominalAt }, at(pausedAt), limit, officeCalendar);
    const moved = giveBack(dueAt, left, at(resumedAt), 'same-clock', officeCalendar);
    expect(formatLocalTime(moved).slice(0, 16)).toBe(expected);
    expect(officeCalendar.workingTimeBetween(dueAt, moved)).toBe(officeCalendar.workingTimeBetween(at(pausedAt), at(resumedAt)));
    expect(officeCalendar.workingTimeBetween(at(resumedAt), moved)).toBe(left.ms);
  });
});

describe('changing the calendar changes the answer', () => {
  test('one working day of the term given off moves a date by exactly one working day', () => {
    fc.assert(
      fc.property(writtenHours, startMinute, fc.integer({ min: 1, max: 20 }), fc.nat(), (written, start, days, pick) => {
        const engine = engineOf(written);
        const from = instantOf(start);
        const dueAt = engine.addWorkingDays(from, days, 'closing');
        const counted: string[] = [];
        for (let date = addCalendarDays(localDateOf(from), 1); counted.length < days; date = addCalendarDays(date, 1)) {
          if (dayReason(engine.effective, date).working) {
            counted.push(formatLocalDate(date));
          }
        }
        const closed = calendarOf(definitionOf(written), { id: 'closure', name: 'closure', days: [off(counted[pick % days] ?? '', 'closure')] });
        expect(closed.addWorkingDays(from, days, 'closing')).toBe(engine.addWorkingDays(from, days + 1, 'closing'));
        expect(closed.addWorkingDays(from, days, 'closing')).toBeGreaterThan(dueAt);
      }),
      { numRuns: 500 },
    );
  });
});
