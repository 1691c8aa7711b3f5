import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import type { CalendarDefinition } from '../calendar/definition.js';
import { CalendarRangeError } from '../calendar/errors.js';
import { formatInstant, type Instant } from '../time/instant.js';
import { computeDeadline, TIME_RULE_VERSION, type DeadlineInput } from './deadline.js';
import type { EndRule, StartRule, TermRule, TimeLimit } from './time-limit.js';

const days = (amount: number): TimeLimit => ({ unit: 'working-days', amount });
const calendarDays = (amount: number): TimeLimit => ({ unit: 'calendar-days', amount });
const hours = (amount: number): TimeLimit => ({ unit: 'working-hours', amount });

function rule(limit: TimeLimit, end: EndRule = 'same-clock', start: StartRule = 'on-receipt'): TermRule {
  return { limit, start, end };
}

function local(moment: Instant): string {
  return formatInstant(moment).replace(/:00\+07:00$/, '').replace('+07:00', '');
}

function due(receivedAt: string, term: TermRule, more: Partial<DeadlineInput> = {}): string {
  return local(computeDeadline({ receivedAt: at(receivedAt), rule: term, intake: officeCalendar, processing: officeCalendar, ...more }).dueAt);
}

function layer(id: string, more: Partial<CalendarDefinition>): CalendarDefinition {
  return { id, name: id, ...more };
}

const saturdayMorning = calendarOf(national, demoProvince, layer('counter', { week: { sat: [['07:30', '11:30']] } }));

describe('terms in working days (Civil Code Art. 147.3: the day of the event is not counted)', () => {
  test.each([
    // received          days  due                 why
    ['2026-08-19T09:00', 5, '2026-08-25T09:00', 'Saturday 22/8/2026 is worked'],
    ['2026-08-27T15:30', 3, '2026-09-04T15:30', '29/8 to 2/9/2026 are off'],
    ['2026-11-20T16:30', 2, '2026-11-25T16:30', '24/11/2026 is off'],
    ['2024-04-25T10:00', 5, '2024-05-06T10:00', '29/4/2024 is off, Saturday 4/5 is worked'],
    ['2025-04-25T16:00', 3, '2025-04-29T16:00', 'Saturday 26/4/2025 is worked'],
    ['2026-02-12T08:00', 8, '2026-03-03T08:00', 'Tết 14 to 22/2/2026'],
    ['2025-12-31T16:45', 3, '2026-01-07T16:45', '1 and 2/1/2026 are off'],
    ['2019-04-26T14:00', 5, '2019-05-07T14:00', '29/4/2019 is off, Saturday 4/5 is worked'],
    ['2018-12-31T23:59', 1, 'beyond', 'before the first year'],
  ])('%s + %i working days is %s: %s', (received, amount, expected) => {
    if (expected === 'beyond') {
      expect(() => due(received, rule(days(amount)))).toThrow(CalendarRangeError);
    } else {
      expect(due(received, rule(days(amount)))).toBe(expected);
    }
  });

  test('received at opening, eight days end at the opening of the ninth day, 64 hours at the closing before it', () => {
    expect(due('2026-02-12T07:00', rule(days(8)))).toBe('2026-03-03T07:00');
    expect(due('2026-02-12T07:00', rule(hours(64)))).toBe('2026-03-02T17:00');
    expect(due('2026-02-12T08:00', rule(hours(64)))).toBe('2026-03-03T08:00');
  });

  test('23/11/2026 swapped off moves the term that runs over it by one day', () => {
    const notice = layer('notice', { days: [{ date: '2026-11-23', kind: 'swap-off', swapWith: '2026-11-28', name: 'swap', source: 'notice' }] });
    expect(due('2026-11-20T16:30', rule(days(2)), { processing: calendarOf(national, notice, demoProvince) })).toBe('2026-11-26T16:30');
  });

  test('a storm that closes the office for a day moves the term by a day', () => {
    const storm = layer('storm', { days: [{ date: '2026-08-20', kind: 'closure', name: 'storm', source: 'decision' }] });
    expect(due('2026-08-19T09:00', rule(days(5)), { processing: calendarOf(national, demoProvince, storm) })).toBe('2026-08-26T09:00');
  });

  test.each([
    [0.5, '2026-08-19T15:00'],
    [6.5, '2026-08-26T15:00'],
    [2.25, '2026-08-21T11:00'],
  ])('%d working days from 19/8/2026 09:00 are whole days, then that share of 8 hours: %s', (amount, expected) => {
    expect(due('2026-08-19T09:00', rule(days(amount)))).toBe(expected);
  });

  test('10 working days are added in remote communes', () => {
    expect(due('2026-08-03T09:00', rule(days(8)), { extra: days(10) })).toBe(due('2026-08-03T09:00', rule(days(18))));
    expect(due('2026-08-03T09:00', rule(days(8)), { extra: days(10) })).toBe('2026-08-26T09:00');
  });

  test('working days added to a term in calendar days are counted after its last day', () => {
    expect(due('2026-08-03T09:00', rule(calendarDays(20)), { extra: days(10) })).toBe('2026-09-09T09:00');
    expect(due('2026-08-03T09:00', rule(calendarDays(20), 'midnight'), { extra: days(10) })).toBe('2026-09-10T00:00');
  });
});

describe('the end of the last day', () => {
  test.each([
    ['2026-08-19T09:00', 'same-clock', '2026-08-25T09:00'],
    ['2026-08-19T09:00', 'closing', '2026-08-25T17:00'],
    ['2026-08-19T09:00', 'midnight', '2026-08-26T00:00'],
    ['2026-08-19T11:00', 'same-clock', '2026-08-25T11:00'],
    ['2026-08-19T17:00', 'same-clock', '2026-08-25T17:00'],
    ['2026-08-19T05:30', 'same-clock', '2026-08-25T07:00'],
    ['2026-08-19T12:15', 'same-clock', '2026-08-25T13:00'],
    ['2026-08-19T21:40', 'same-clock', '2026-08-25T17:00'],
    ['2026-08-19T00:00', 'same-clock', '2026-08-25T07:00'],
  ] as [string, EndRule, string][])('5 working days from %s, %s, end at %s', (received, end, expected) => {
    expect(due(received, rule(days(5), end))).toBe(expected);
  });

  test('a clock time after the closing of a half day ends at its closing', () => {
    expect(due('2026-08-20T15:00', rule(days(2)), { processing: saturdayMorning })).toBe('2026-08-22T15:00');
    expect(due('2026-08-13T15:00', rule(days(2)), { processing: saturdayMorning })).toBe('2026-08-15T11:30');
    expect(due('2026-08-13T15:00', rule(days(2), 'closing'), { processing: saturdayMorning })).toBe('2026-08-15T11:30');
  });

  test('a share of a day keeps the end rule of the day it ends in', () => {
    expect(due('2026-08-19T09:00', rule(days(6.5), 'closing'))).toBe('2026-08-26T17:00');
    expect(due('2026-08-19T13:00', rule(days(0.5), 'midnight'))).toBe('2026-08-20T00:00');
  });
});

describe('an event on a day off or after closing counts as at the last closing before it', () => {
  test.each([
    ['2026-11-27T17:30', 7, '2026-12-08T17:00', 'Friday after closing'],
    ['2026-11-28T09:00', 7, '2026-12-08T17:00', 'Saturday morning'],
    ['2026-11-29T03:30', 7, '2026-12-08T17:00', 'Sunday night'],
    ['2026-11-30T06:00', 7, '2026-12-09T07:00', 'Monday before opening is a time of Monday'],
    ['2026-11-27T17:30', 4.5, '2026-12-04T11:00', 'and half a day after it'],
    ['2026-11-28T09:00', 4.5, '2026-12-04T11:00', 'whatever the hour of Saturday'],
    ['2026-11-28T09:00', 0.5, '2026-11-30T11:00', 'a share alone is open time'],
  ])('received %s, %d working days end %s: %s', (received, amount, expected) => {
    expect(due(received, rule(days(amount)))).toBe(expected);
  });

  test('the closing of a half day, here at noon, is the clock time of its afternoon and of the Sunday after it', () => {
    for (const received of ['2026-08-15T15:00', '2026-08-16T09:00']) {
      expect(due(received, rule(days(2)), { processing: saturdayMorning })).toBe('2026-08-18T13:00');
    }
  });

  test('terms in calendar days take it too, on their own last day', () => {
    expect(due('2026-11-28T09:00', rule(calendarDays(3)))).toBe('2026-12-01T17:00');
  });
});

describe('terms in hours (Civil Code Art. 147.1: from the minute)', () => {
  test.each([
    ['2026-08-19T09:00', 8, 'same-clock', '2026-08-20T09:00'],
    ['2026-08-19T09:01', 2, 'closing', '2026-08-19T13:01'],
    ['2026-08-19T20:00', 8, 'same-clock', '2026-08-20T17:00'],
    ['2026-08-29T09:00', 8, 'midnight', '2026-09-03T17:00'],
    ['2026-08-28T15:00', 2, 'same-clock', '2026-08-28T17:00'],
  ] as [string, number, EndRule, string][])('%s + %i working hours, whatever the end rule (%s), is %s', (received, amount, end, expected) => {
    expect(due(received, rule(hours(amount), end))).toBe(expected);
  });
});

describe('terms in calendar days, months and years', () => {
  test.each([
    ['2026-04-06T10:00', calendarDays(20), 'closing', '2026-04-28T17:00', 'last day Giỗ Tổ on a Sunday, Monday compensated (Art. 148.5)'],
    ['2026-08-10T10:00', calendarDays(20), 'midnight', '2026-09-04T00:00', 'last day Sunday before National Day (Art. 148.5, 148.6)'],
    ['2026-08-10T10:00', calendarDays(20), 'same-clock', '2026-09-03T10:00', 'the same clock time on the day it moves to'],
    ['2026-08-10T10:00', calendarDays(12), 'same-clock', '2026-08-22T10:00', 'a worked Saturday is a last day'],
    ['2026-08-10T21:00', calendarDays(3), 'same-clock', '2026-08-13T17:00', 'after hours'],
    ['2026-03-16T10:00', { unit: 'months', amount: 1 }, 'same-clock', '2026-04-16T10:00', 'the corresponding day (Art. 148.3)'],
    ['2026-03-31T10:00', { unit: 'months', amount: 1 }, 'closing', '2026-05-04T17:00', 'the last day of April, then the holidays'],
    ['2026-01-30T10:00', { unit: 'months', amount: 1 }, 'same-clock', '2026-03-02T10:00', '28/2/2026 is a Saturday'],
    ['2024-02-29T10:00', { unit: 'years', amount: 1 }, 'same-clock', '2025-02-28T10:00', 'the corresponding day of the year (Art. 148.4)'],
    ['2026-08-22T08:00', { unit: 'months', amount: 6 }, 'same-clock', '2027-02-22T08:00', 'into the next year'],
  ] as [string, TimeLimit, EndRule, string, string][])('%s + %o, %s, is %s: %s', (received, limit, end, expected) => {
    expect(due(received, rule(limit, end))).toBe(expected);
  });

  test('an amount the unit does not allow is refused', () => {
    for (const limit of [calendarDays(1.5), { unit: 'months', amount: 0.5 }, { unit: 'years', amount: -1 }, days(-1), days(Number.NaN)] as TimeLimit[]) {
      expect(() => due('2026-08-10T10:00', rule(limit))).toThrow(RangeError);
    }
  });
});

describe('the start of the term', () => {
  const started = (received: string, start: StartRule, intake = officeCalendar): string =>
    local(computeDeadline({ receivedAt: at(received), rule: rule(days(3), 'same-clock', start), intake, processing: officeCalendar }).startAt);

  test.each([
    // received          rule              start               why
    ['2026-08-19T16:59', 'on-receipt', '2026-08-19T16:59', 'as written on the receipt (NĐ 309/2026)'],
    ['2026-08-23T10:00', 'on-receipt', '2026-08-23T10:00', 'also on a day off'],
    ['2026-08-19T15:00', 'birth-group-15h', '2026-08-19T15:00', '15:00 is not after 15:00 (NĐ 63/2024 Art. 7.2)'],
    ['2026-08-19T15:01', 'birth-group-15h', '2026-08-20T07:00', 'after 15:00'],
    ['2026-08-28T15:01', 'birth-group-15h', '2026-09-03T07:00', 'the next working day is after National Day'],
    ['2026-08-23T10:00', 'birth-group-15h', '2026-08-24T07:00', 'a day off has no hour before 15:00'],
    ['2026-08-19T17:00', 'online-17h', '2026-08-19T17:00', '17:00 is not after 17:00 (NĐ 297/2025 Art. 6.3)'],
    ['2026-08-19T17:01', 'online-17h', '2026-08-20T08:00', '08:00 of the next working day'],
    ['2026-08-21T17:01', 'online-17h', '2026-08-22T08:00', 'which may be a worked Saturday'],
    ['2026-09-02T09:00', 'online-17h', '2026-09-03T08:00', 'received on a holiday'],
    ['2026-08-20T05:00', 'online-17h', '2026-08-20T05:00', 'before opening of a working day'],
    ['2026-08-19T15:59', 'last-hour', '2026-08-19T15:59', 'before the last hour (NĐ 297/2025 Art. 6.3)'],
    ['2026-08-19T16:00', 'last-hour', '2026-08-20T07:00', 'the last hour begins'],
    ['2026-08-19T16:59', 'last-hour', '2026-08-20T07:00', 'within the last hour'],
    ['2026-08-19T18:00', 'last-hour', '2026-08-20T07:00', 'after closing'],
    ['2026-08-23T09:00', 'last-hour', '2026-08-24T07:00', 'on a day off'],
    ['2026-08-19T15:01', 'same-day-15h', '2026-08-20T07:00', 'same-day matters after 15:00'],
  ] as [string, StartRule, string, string][])('received %s under %s starts %s: %s', (received, start, expected) => {
    expect(started(received, start)).toBe(expected);
  });

  test('the seconds of 15:00 are not on the receipt', () => {
    const receivedAt = (at('2026-08-19T15:00') + 59_999) as Instant;
    const input = { receivedAt, rule: rule(days(3), 'closing', 'birth-group-15h'), intake: officeCalendar, processing: officeCalendar };
    expect(computeDeadline(input).startAt).toBe(receivedAt);
  });

  test('an office that opens after 08:00 starts at its opening', () => {
    const lateOpening = calendarOf(national, demoProvince, layer('late', { week: { thu: [['08:30', '16:00']] } }));
    expect(started('2026-08-19T17:01', 'online-17h', lateOpening)).toBe('2026-08-20T08:30');
  });

  test('the intake calendar decides the start, the processing calendar the count', () => {
    expect(started('2026-08-15T08:00', 'birth-group-15h', saturdayMorning)).toBe('2026-08-15T08:00');
    expect(started('2026-08-15T10:45', 'last-hour', saturdayMorning)).toBe('2026-08-17T07:00');
    const term = rule(days(3), 'same-clock', 'birth-group-15h');
    expect(due('2026-08-15T08:00', term, { intake: saturdayMorning })).toBe('2026-08-19T17:00');
    expect(due('2026-08-15T08:00', term, { processing: saturdayMorning })).toBe('2026-08-20T07:00');
  });

  test('a term that starts the next working day counts from the day after it', () => {
    expect(due('2026-08-19T15:01', rule(days(3), 'closing', 'birth-group-15h'))).toBe('2026-08-24T17:00');
    expect(due('2026-08-19T15:00', rule(days(3), 'closing', 'birth-group-15h'))).toBe('2026-08-22T17:00');
  });
});

describe('same-day matters', () => {
  test('received in time on the last day the calendar knows, it is due that day: the next year is not asked for', () => {
    const years = [{ year: 2026, status: 'confirmed', source: 'notice' }] as const;
    const onlyThisYear = calendarOf({ id: 'counter', name: 'Counter', years, week: { thu: [['07:30', '11:30'], ['13:30', '17:00']] } });
    const calendars = { intake: onlyThisYear, processing: onlyThisYear };
    const sameDay = rule({ unit: 'same-day' }, 'closing', 'same-day-15h');
    expect(due('2026-12-31T14:00', sameDay, calendars)).toBe('2026-12-31T17:00');
    expect(() => due('2026-12-31T15:01', sameDay, calendars)).toThrow(CalendarRangeError);
  });

  const sameDay = (end: EndRule = 'closing', start: StartRule = 'same-day-15h'): TermRule => rule({ unit: 'same-day' }, end, start);
  test.each([
    ['2026-08-19T09:00', 'closing', '2026-08-19T17:00', 'done the same day'],
    ['2026-08-19T15:00', 'closing', '2026-08-19T17:00', 'at 15:00 still the same day'],
    ['2026-08-19T15:01', 'closing', '2026-08-20T17:00', 'after 15:00 the next working day'],
    ['2026-08-28T15:30', 'closing', '2026-09-03T17:00', 'which is after National Day'],
    ['2026-08-21T15:30', 'closing', '2026-08-22T17:00', 'or a worked Saturday'],
    ['2026-08-23T09:00', 'closing', '2026-08-24T17:00', 'received on a day off'],
    ['2026-08-19T09:00', 'midnight', '2026-08-20T00:00', '24:00 of the day'],
    ['2026-08-19T09:00', 'same-clock', '2026-08-19T17:00', 'the same clock time would be at once: closing'],
  ] as [string, EndRule, string, string][])('received %s, %s, is due %s: %s', (received, end, expected) => {
    expect(due(received, sameDay(end))).toBe(expected);
  });

  test('need open time left at the competent agency', () => {
    expect(due('2026-08-15T08:00', sameDay(), { intake: saturdayMorning })).toBe('2026-08-17T17:00');
    expect(due('2026-08-15T08:00', sameDay(), { intake: saturdayMorning, processing: saturdayMorning })).toBe('2026-08-15T11:30');
    expect(due('2026-08-15T12:00', sameDay(), { intake: saturdayMorning, processing: saturdayMorning })).toBe('2026-08-17T17:00');
    expect(due('2026-08-19T17:00', sameDay('closing', 'on-receipt'))).toBe('2026-08-20T17:00');
  });

  test('certification extended by two working days states an hour and a day', () => {
    expect(due('2026-08-19T09:00', sameDay(), { extra: days(2) })).toBe('2026-08-21T17:00');
  });
});

describe('warnings', () => {
  test.each([
    ['2026-12-24T09:00', 3, []],
    ['2026-12-24T09:00', 10, [2027]],
    ['2027-01-05T09:00', 1, [2027]],
  ])('a term from %s of %i working days warns of the unconfirmed years %j', (received, amount, unconfirmed) => {
    const { warnings, ruleVersion } = computeDeadline({ receivedAt: at(received), rule: rule(days(amount)), intake: officeCalendar, processing: officeCalendar });
    expect(warnings).toEqual(unconfirmed.map((year) => ({ code: 'unconfirmed-year', year })));
    expect(ruleVersion).toBe(TIME_RULE_VERSION);
  });

  test('24:00 of 31 December belongs to the old year', () => {
    const deadline = computeDeadline({ receivedAt: at('2026-12-30T09:00'), rule: rule(days(1), 'midnight'), intake: officeCalendar, processing: officeCalendar });
    expect([local(deadline.dueAt), deadline.warnings]).toEqual(['2027-01-01T00:00', []]);
  });

  test('a term beyond any calendar is an error that names the missing year', () => {
    expect(() => due('2028-12-22T09:00', rule(days(10)))).toThrow('the answer lies in 2029');
    expect(() => due('2027-12-24T09:00', rule({ unit: 'years', amount: 3 }))).toThrow(CalendarRangeError);
  });
});
