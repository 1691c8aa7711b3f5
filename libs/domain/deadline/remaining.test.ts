import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { engineOf, instantOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { formatInstant, instant, type Instant } from '../time/instant.js';
import { computeDeadline, type Deadline } from './deadline.js';
import { giveBack, remainingUntil, type Remaining } from './remaining.js';
import type { EndRule, TermRule, TimeLimit } from './time-limit.js';

function local(moment: Instant): string {
  return formatInstant(moment).replace(/:00\+07:00$/, '').replace('+07:00', '');
}

function term(limit: TimeLimit, end: EndRule = 'same-clock'): TermRule {
  return { limit, start: 'on-receipt', end };
}

function countedFrom(receivedAt: Instant, rule: TermRule, calendar: WorkingCalendar = officeCalendar): Deadline {
  return computeDeadline({ receivedAt, rule, intake: calendar, processing: calendar });
}

/** The term does not run before its start, so a pause before it takes and gives nothing. */
function counting(deadline: Deadline, moment: Instant): Instant {
  return instant(Math.max(moment, deadline.startAt));
}

function leftAt(deadline: Deadline, rule: TermRule, pausedAt: Instant, calendar: WorkingCalendar = officeCalendar): Remaining {
  return remainingUntil(deadline, counting(deadline, pausedAt), rule.limit, calendar);
}

function dueAfterPause(deadline: Deadline, rule: TermRule, pausedAt: Instant, resumedAt: Instant, calendar: WorkingCalendar = officeCalendar): Instant {
  return giveBack(deadline.dueAt, leftAt(deadline, rule, pausedAt, calendar), counting(deadline, resumedAt), rule.end, calendar);
}

const fiveDays = term({ unit: 'working-days', amount: 5 });

describe('a pause gives back the remaining time to the minute', () => {
  test.each([
    // received          limit  end         paused              resumed             due
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-20T09:00', '2026-08-21T09:00', '2026-08-26T09:00', 'a day for a day'],
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-20T10:10', '2026-08-20T10:25', '2026-08-25T09:15', 'a quarter for a quarter'],
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-22T17:00', '2026-08-24T07:00', '2026-08-25T09:00', 'a Sunday gives nothing'],
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-25T08:00', '2026-09-03T07:00', '2026-09-03T08:00', 'over National Day'],
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-20T19:00', '2026-08-21T05:00', '2026-08-25T09:00', 'a night gives nothing'],
    ['2026-08-19T09:00', 5, 'closing', '2026-08-20T09:00', '2026-08-21T09:00', '2026-08-26T17:00', 'closing stays closing'],
    ['2026-08-19T09:00', 5, 'closing', '2026-08-20T09:00', '2026-08-20T09:05', '2026-08-26T07:05', 'five minutes give five minutes'],
    ['2026-08-19T09:00', 5, 'midnight', '2026-08-20T09:00', '2026-08-21T09:00', '2026-08-27T00:00', '24:00 stays 24:00'],
    ['2026-08-19T07:00', 5, 'same-clock', '2026-08-20T09:00', '2026-08-21T09:00', '2026-08-26T07:00', 'opening stays opening'],
    ['2026-08-19T09:00', 5, 'midnight', '2026-08-25T20:00', '2026-08-26T10:00', '2026-08-27T00:00', 'the evening before 24:00 gives an evening'],
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-25T09:00', '2026-08-26T20:00', '2026-08-27T07:00', 'nothing left: the next opening'],
  ] as [string, number, EndRule, string, string, string, string][])(
    'received %s, %i days, %s, paused %s to %s: due %s, %s',
    (received, amount, end, paused, resumed, due) => {
      const rule = term({ unit: 'working-days', amount }, end);
      expect(local(dueAfterPause(countedFrom(at(received), rule), rule, at(paused), at(resumed)))).toBe(due);
    },
  );

  test.each([
    // The term ends on Sunday 30/8/2026, rolled to Thursday 3/9.
    ['same-clock', '2026-08-13T09:00', '2026-08-14T09:00', '2026-09-03T09:00', 'the day is swallowed by National Day'],
    ['same-clock', '2026-08-13T09:00', '2026-08-18T10:00', '2026-09-04T10:00', 'five days and an hour after Sunday'],
    ['closing', '2026-08-13T09:00', '2026-08-13T19:00', '2026-09-03T17:00', 'closing of the day it moves to'],
    ['midnight', '2026-08-13T09:00', '2026-08-18T09:00', '2026-09-05T00:00', 'five days after Sunday'],
    ['same-clock', '2026-08-31T09:00', '2026-09-04T13:00', '2026-09-04T15:00', 'paused on a day rolled over: two open hours were left'],
    ['same-clock', '2026-08-30T08:50', '2026-09-04T20:00', '2026-09-07T07:00', 'ten minutes left in the evening: the next opening'],
    ['closing', '2026-08-30T16:50', '2026-09-04T20:00', '2026-09-07T17:00', 'or the next closing'],
  ] as [EndRule, string, string, string, string][])('a term in calendar days (%s) paused %s to %s is due %s: %s', (end, paused, resumed, due) => {
    const rule = term({ unit: 'calendar-days', amount: 20 }, end);
    expect(local(dueAfterPause(countedFrom(at('2026-08-10T09:00'), rule), rule, at(paused), at(resumed)))).toBe(due);
  });

  test('hour terms pause in working time', () => {
    const rule = term({ unit: 'working-hours', amount: 8 });
    expect(local(dueAfterPause(countedFrom(at('2026-08-19T09:00'), rule), rule, at('2026-08-19T16:00'), at('2026-08-21T08:00')))).toBe('2026-08-21T11:00');
  });

  test('a pause in the night before the term begins takes nothing', () => {
    const rule: TermRule = { ...fiveDays, start: 'online-17h' };
    const deadline = countedFrom(at('2026-08-19T20:00'), rule);
    expect([local(deadline.startAt), local(deadline.dueAt)]).toEqual(['2026-08-20T08:00', '2026-08-26T08:00']);
    expect(local(dueAfterPause(deadline, rule, at('2026-08-19T21:00'), at('2026-08-20T07:30')))).toBe('2026-08-26T08:00');
    expect(local(dueAfterPause(deadline, rule, at('2026-08-19T21:00'), at('2026-08-20T09:00')))).toBe('2026-08-26T09:00');
  });

  test('at the due moment itself there is still time to pause', () => {
    const deadline = countedFrom(at('2026-08-19T09:00'), fiveDays);
    expect(local(dueAfterPause(deadline, fiveDays, deadline.dueAt, at('2026-08-26T10:00')))).toBe('2026-08-26T10:00');
  });

  test('what is left is open time, or wall time for terms in calendar days, months and years', () => {
    const month = term({ unit: 'months', amount: 1 });
    expect(leftAt(countedFrom(at('2026-08-19T09:00'), fiveDays), fiveDays, at('2026-08-24T16:00'))).toEqual({ kind: 'working', ms: 3 * 3_600_000 });
    expect(leftAt(countedFrom(at('2026-08-10T09:00'), month), month, at('2026-09-09T09:00'))).toEqual({ kind: 'wall', ms: 86_400_000 });
  });
});

const limits: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({ unit: fc.constant('working-days' as const), amount: fc.integer({ min: 1, max: 20 }).map((halves) => halves / 2) }),
  fc.record({ unit: fc.constant('working-hours' as const), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ unit: fc.constant('calendar-days' as const), amount: fc.integer({ min: 1, max: 30 }) }),
);

const runs = fc.record({
  written: writtenHours,
  start: startMinute,
  limit: limits,
  end: fc.constantFrom<EndRule>('same-clock', 'closing', 'midnight'),
  pausedAfter: fc.integer({ min: 0, max: 1000 }),
  length: fc.integer({ min: 0, max: 20_000 }),
});

type Run = typeof runs extends fc.Arbitrary<infer Value> ? Value : never;

/** A term of the run, a moment at some thousandths of it, and one after a pause from there. */
function begin({ written, start, limit, end, pausedAfter, length }: Run) {
  const calendar = engineOf(written);
  const rule = term(limit, end);
  const deadline = countedFrom(instantOf(start), rule, calendar);
  const pausedAt = instant(deadline.startAt + Math.floor(((deadline.dueAt - deadline.startAt) * pausedAfter) / 1000));
  return { calendar, rule, deadline, pausedAt, resumedAt: instant(pausedAt + length * 60_000) };
}

test('a pause of no length gives back the same due date', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { calendar, rule, deadline, pausedAt } = begin(run);
      expect(dueAfterPause(deadline, rule, pausedAt, pausedAt, calendar)).toBe(deadline.dueAt);
    }),
    { numRuns: 4000 },
  );
});

test('a longer pause never gives an earlier due date, and working time lost is given back exactly', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { calendar, rule, deadline, pausedAt, resumedAt } = begin(run);
      const left = leftAt(deadline, rule, pausedAt, calendar);
      const dueAt = dueAfterPause(deadline, rule, pausedAt, resumedAt, calendar);
      expect(dueAt).toBeGreaterThanOrEqual(deadline.dueAt);
      expect(dueAt).toBeGreaterThanOrEqual(resumedAt);
      if (left.kind === 'working' && left.ms > 0) {
        expect(calendar.workingTimeBetween(resumedAt, dueAt)).toBe(left.ms);
      }
    }),
    { numRuns: 4000 },
  );
});
