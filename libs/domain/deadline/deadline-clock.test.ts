import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { engineOf, instantOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import { formatInstant, instant, type Instant } from '../time/instant.js';
import { ClockOrderError, extendClock, foldClock, pauseClock, restartClock, resumeClock, shiftByPause, stopClock, type ClockEvent, type DeadlineClock } from './deadline-clock.js';
import type { EndRule, TermRule, TimeLimit } from './time-limit.js';

const calendars = { intake: officeCalendar, processing: officeCalendar };

function local(moment: Instant): string {
  return formatInstant(moment).replace(/:00\+07:00$/, '').replace('+07:00', '');
}

function term(limit: TimeLimit, end: EndRule = 'same-clock'): TermRule {
  return { limit, start: 'on-receipt', end };
}

function started(received: string, rule: TermRule): DeadlineClock {
  return foldClock([{ type: 'started', receivedAt: at(received), rule }], calendars);
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
      const clock = started(received, term({ unit: 'working-days', amount }, end));
      expect(local(shiftByPause(clock, at(paused), at(resumed), officeCalendar).dueAt)).toBe(due);
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
    const clock = started('2026-08-10T09:00', term({ unit: 'calendar-days', amount: 20 }, end));
    expect(local(shiftByPause(clock, at(paused), at(resumed), officeCalendar).dueAt)).toBe(due);
  });

  test('hour terms pause in working time', () => {
    const clock = started('2026-08-19T09:00', term({ unit: 'working-hours', amount: 8 }));
    expect(local(shiftByPause(clock, at('2026-08-19T16:00'), at('2026-08-21T08:00'), officeCalendar).dueAt)).toBe('2026-08-21T11:00');
  });

  test('a pause in the night before the term begins takes nothing', () => {
    const clock = started('2026-08-19T20:00', { ...fiveDays, start: 'online-17h' });
    expect([local(clock.startAt), local(clock.dueAt)]).toEqual(['2026-08-20T08:00', '2026-08-26T08:00']);
    expect(shiftByPause(clock, at('2026-08-19T21:00'), at('2026-08-20T07:30'), officeCalendar)).toEqual(clock);
    expect(local(shiftByPause(clock, at('2026-08-19T21:00'), at('2026-08-20T09:00'), officeCalendar).dueAt)).toBe('2026-08-26T09:00');
  });

  test('the remaining time stands in the paused clock', () => {
    expect(pauseClock(started('2026-08-19T09:00', fiveDays), at('2026-08-24T16:00'), officeCalendar)).toMatchObject({
      pausedAt: at('2026-08-24T16:00'),
      remaining: { kind: 'working', ms: 3 * 3_600_000 },
      dueAt: at('2026-08-25T09:00'),
    });
    const wall = started('2026-08-10T09:00', term({ unit: 'months', amount: 1 }));
    expect(pauseClock(wall, at('2026-09-09T09:00'), officeCalendar).remaining).toEqual({ kind: 'wall', ms: 86_400_000 });
  });
});

describe('late stays late', () => {
  const clock = started('2026-08-19T09:00', fiveDays);
  const late = at('2026-08-25T09:01');

  test('a pause after the due moment moves nothing', () => {
    expect(shiftByPause(clock, late, at('2026-08-28T09:00'), officeCalendar).dueAt).toBe(clock.dueAt);
  });

  test('a restart or an extension after the due moment moves nothing', () => {
    expect(restartClock(clock, late, calendars)).toEqual(clock);
    expect(extendClock(clock, late, { unit: 'working-days', amount: 2 }, officeCalendar)).toEqual(clock);
    expect(restartClock(pauseClock(clock, late, officeCalendar), at('2026-08-28T09:00'), calendars)).toEqual(clock);
  });

  test('at the due moment itself there is still time to pause', () => {
    expect(local(shiftByPause(clock, clock.dueAt, at('2026-08-26T10:00'), officeCalendar).dueAt)).toBe('2026-08-26T10:00');
  });
});

describe('supplement', () => {
  const ledger: ClockEvent[] = [
    { type: 'started', receivedAt: at('2026-08-19T09:00'), rule: fiveDays },
    { type: 'paused', at: at('2026-08-20T09:00') },
  ];

  test('by default begins the term again from zero', () => {
    const clock = foldClock([...ledger, { type: 'restarted', at: at('2026-08-28T15:00') }], calendars);
    expect([local(clock.startAt), local(clock.dueAt), clock.pausedAt, clock.remaining]).toEqual(['2026-08-28T15:00', '2026-09-09T15:00', undefined, undefined]);
  });

  test('or shifts it by the pause', () => {
    const clock = foldClock([...ledger, { type: 'resumed', at: at('2026-08-28T15:00') }], calendars);
    expect([local(clock.startAt), local(clock.dueAt)]).toEqual(['2026-08-19T09:00', '2026-09-08T15:00']);
  });

  test('restarts with the time added in remote communes', () => {
    const extra: TimeLimit = { unit: 'working-days', amount: 10 };
    const clock = foldClock([{ type: 'started', receivedAt: at('2026-08-03T09:00'), rule: fiveDays, extra }, { type: 'restarted', at: at('2026-08-04T09:00') }], calendars);
    expect(local(clock.dueAt)).toBe('2026-08-24T09:00');
  });
});

describe('extending and stopping', () => {
  test('an extension counts from the due date by the end rule of the term', () => {
    const clock = started('2026-08-19T09:00', term({ unit: 'working-days', amount: 5 }, 'midnight'));
    expect(local(extendClock(clock, at('2026-08-24T09:00'), { unit: 'working-days', amount: 2 }, officeCalendar).dueAt)).toBe('2026-08-28T00:00');
  });

  test('stopping while paused closes the pause, so the time on hold is no delay', () => {
    const clock = foldClock(
      [
        { type: 'started', receivedAt: at('2026-08-19T09:00'), rule: fiveDays },
        { type: 'paused', at: at('2026-08-20T09:00') },
        { type: 'stopped', at: at('2026-10-01T09:00') },
      ],
      calendars,
    );
    expect(clock).toMatchObject({ stoppedAt: at('2026-10-01T09:00'), dueAt: at('2026-10-07T09:00') });
    expect(clock.pausedAt).toBeUndefined();
    expect(clock.remaining).toBeUndefined();
  });

  test('a running clock stops where it is', () => {
    const clock = started('2026-08-19T09:00', fiveDays);
    expect(stopClock(clock, at('2026-08-24T09:00'), officeCalendar)).toEqual({ ...clock, stoppedAt: at('2026-08-24T09:00') });
  });
});

describe('a ledger in an impossible order is refused', () => {
  const start: ClockEvent = { type: 'started', receivedAt: at('2026-08-19T09:00'), rule: fiveDays };
  const paused: ClockEvent = { type: 'paused', at: at('2026-08-20T09:00') };
  const resumed: ClockEvent = { type: 'resumed', at: at('2026-08-21T09:00') };
  const stopped: ClockEvent = { type: 'stopped', at: at('2026-08-24T09:00') };
  test.each<[string, ClockEvent[]]>([
    ['nothing', []],
    ['a pause first', [paused]],
    ['two starts', [start, start]],
    ['two pauses', [start, paused, paused]],
    ['a resume without a pause', [start, resumed]],
    ['a resume before its pause', [start, paused, { type: 'resumed', at: at('2026-08-19T10:00') }]],
    ['an extension while paused', [start, paused, { type: 'extended', at: at('2026-08-21T09:00'), by: { unit: 'working-days', amount: 1 } }]],
    ['a pause after the stop', [start, stopped, paused]],
    ['a restart after the stop', [start, stopped, { type: 'restarted', at: at('2026-08-25T09:00') }]],
    ['two stops', [start, stopped, stopped]],
  ])('%s', (_what, events) => {
    expect(() => foldClock(events, calendars)).toThrow(ClockOrderError);
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

/** A clock of the run, a moment at some thousandths of its term, and one after a pause from there. */
function begin({ written, start, limit, end, pausedAfter, length }: Run) {
  const calendar = engineOf(written);
  const clock = foldClock([{ type: 'started', receivedAt: instantOf(start), rule: term(limit, end) }], { intake: calendar, processing: calendar });
  const pausedAt = instant(clock.startAt + Math.floor(((clock.dueAt - clock.startAt) * pausedAfter) / 1000));
  return { calendar, clock, pausedAt, resumedAt: instant(pausedAt + length * 60_000) };
}

test('a pause of no length gives back the same due date', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { calendar, clock, pausedAt } = begin(run);
      expect(shiftByPause(clock, pausedAt, pausedAt, calendar).dueAt).toBe(clock.dueAt);
    }),
    { numRuns: 4000 },
  );
});

test('a longer pause never gives an earlier due date, and working time lost is given back exactly', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const { calendar, clock, pausedAt, resumedAt } = begin(run);
      const paused = pauseClock(clock, pausedAt, calendar);
      const resumed = resumeClock(paused, resumedAt, calendar);
      expect(resumed.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
      expect(resumed.dueAt).toBeGreaterThanOrEqual(resumedAt);
      if (paused.remaining?.kind === 'working' && paused.remaining.ms > 0) {
        expect(calendar.workingTimeBetween(resumedAt, resumed.dueAt)).toBe(paused.remaining.ms);
      }
    }),
    { numRuns: 4000 },
  );
});
