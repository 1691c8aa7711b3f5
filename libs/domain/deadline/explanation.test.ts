import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { engineOf, instantOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import type { DayReason } from '../calendar/effective.js';
import { instant, type Instant } from '../time/instant.js';
import { computeDeadline, type DeadlineInput } from './deadline.js';
import { explainDeadline, type Explanation, type ExplanationStep } from './explanation.js';
import type { EndRule, StartRule, TermRule, TimeLimit } from './time-limit.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

function midnight(date: string): number {
  return at(`${date}T00:00`);
}

/** The due date worked out from the steps alone: the last day reached, its hours, the clock time counted from. */
function recompute(explanation: Explanation): number {
  let clock = 0;
  let day = 0;
  let hoursEnd: number | undefined;
  for (const step of explanation.steps) {
    switch (step.code) {
      case 'limit':
        clock = (step.from + 7 * 3_600_000) % DAY;
        hoursEnd = undefined;
        break;
      case 'clock-of-closing':
        // 24:00 is the end of its day, not the beginning of the next.
        clock = ((step.closing + 7 * 3_600_000 - 1) % DAY) + 1;
        break;
      case 'day-zero':
        day = midnight(step.date);
        break;
      case 'day-counted':
        day = midnight(step.day.date);
        break;
      case 'hours-counted':
        hoursEnd = step.from + step.minutes * MINUTE;
        day = midnight(step.day.date);
        break;
      case 'span-counted':
        day = midnight(step.lastDay);
        break;
      case 'done-on-day':
        day = midnight(step.day.date);
        break;
      case 'rolled':
        day = midnight(step.to);
        break;
      case 'end':
        return endOf(step.rule, step.day, day, clock, hoursEnd);
      case 'received':
      case 'start':
      case 'day-skipped':
        break;
    }
  }
  throw new Error('The explanation has no end');
}

function endOf(rule: EndRule | 'hours', { hours }: DayReason, day: number, clock: number, hoursEnd: number | undefined): number {
  if (rule === 'hours') {
    return hoursEnd ?? Number.NaN;
  }
  if (rule === 'midnight') {
    return day + DAY;
  }
  const closing = day + (hours.at(-1)?.[1] ?? Number.NaN) * MINUTE;
  if (rule === 'closing') {
    return closing;
  }
  const open = hours.find(([, to]) => clock <= to * MINUTE);
  return open === undefined ? closing : day + Math.max(clock, open[0] * MINUTE);
}

function explain(received: string, rule: TermRule, extra?: TimeLimit): Explanation {
  return explainDeadline({ receivedAt: at(received), rule, intake: officeCalendar, processing: officeCalendar, ...(extra === undefined ? {} : { extra }) });
}

const term = (limit: TimeLimit, end: EndRule = 'same-clock', start: StartRule = 'on-receipt'): TermRule => ({ limit, start, end });

/** A step as one short line. */
function line(step: ExplanationStep): string {
  switch (step.code) {
    case 'day-counted':
      return `${String(step.number)} ${step.day.date}`;
    case 'day-skipped':
      return `- ${step.day.date} ${step.day.kind}`;
    case 'hours-counted':
      return `${step.day.date} ${String(step.minutes)} min`;
    case 'rolled':
      return `${step.from} -> ${step.to} ${step.law}`;
    case 'end':
      return `end ${step.rule} ${step.fit} ${step.law}`;
    case 'span-counted':
      return `${step.firstDay}..${step.lastDay} ${step.law}`;
    case 'clock-of-closing':
      return `clock of ${String(step.closing)} ${step.law}`;
    case 'day-zero':
      return `0 ${step.date} ${step.law}`;
    case 'start':
      return `start ${step.rule} ${step.moved ? 'moved' : 'kept'} ${step.law}`;
    case 'done-on-day':
      return `done ${step.day.date} ${step.sameDay ? 'same day' : 'later'}`;
    case 'received':
    case 'limit':
      return step.code;
  }
}

describe('an explanation', () => {
  test('names every day counted and skipped, with its decree', () => {
    const { steps } = explain('2026-08-27T15:30', term({ unit: 'working-days', amount: 3 }));
    expect(steps.map(line)).toEqual([
      'received',
      'start on-receipt kept decree-118-2025:17.3',
      'limit',
      '0 2026-08-27 civil-code-2015:147.3',
      '1 2026-08-28',
      '- 2026-08-29 holiday',
      '- 2026-08-30 holiday',
      '- 2026-08-31 swap-off',
      '- 2026-09-01 holiday',
      '- 2026-09-02 holiday',
      '2 2026-09-03',
      '3 2026-09-04',
      'end same-clock kept office-practice:same-clock',
    ]);
    const swap = steps.find((step) => step.code === 'day-skipped' && step.day.kind === 'swap-off');
    expect(swap).toMatchObject({ day: { source: 'Thông báo 9441/TB-BNV; Công văn 9859/VPCP-KGVX', swapWith: '2026-08-22', layer: 'vn' } });
  });

  test('names the start rule that moved, and the days that passed', () => {
    const { steps } = explain('2026-08-28T17:30', term({ unit: 'working-days', amount: 1 }, 'closing', 'online-17h'));
    expect(steps[1]).toMatchObject({ code: 'start', moved: true, at: at('2026-09-03T08:00'), law: 'decree-297-2025:6.3' });
    expect(steps[1]?.code === 'start' && steps[1].passed.map((day) => day.date)).toEqual(['2026-08-28', '2026-08-29', '2026-08-30', '2026-08-31', '2026-09-01', '2026-09-02']);
    expect(steps.map(line).slice(-2)).toEqual(['1 2026-09-04', 'end closing kept office-practice:closing']);
  });

  test('names the roll off a day off and the article that did it', () => {
    const { steps } = explain('2026-04-06T10:00', term({ unit: 'calendar-days', amount: 20 }, 'midnight'));
    expect(steps.map(line).slice(3)).toEqual([
      '0 2026-04-06 civil-code-2015:147.3',
      '2026-04-07..2026-04-26 civil-code-2015:148.1',
      '- 2026-04-26 holiday',
      '- 2026-04-27 compensation',
      '2026-04-26 -> 2026-04-28 civil-code-2015:148.5',
      'end midnight kept civil-code-2015:148.6',
    ]);
  });

  test('counts the hours of a share of a day and of terms in hours', () => {
    expect(explain('2026-08-27T15:30', term({ unit: 'working-days', amount: 1.5 })).steps.map(line).slice(3)).toEqual([
      '0 2026-08-27 civil-code-2015:147.3',
      '1 2026-08-28',
      '2026-08-28 90 min',
      '- 2026-08-29 holiday',
      '- 2026-08-30 holiday',
      '- 2026-08-31 swap-off',
      '- 2026-09-01 holiday',
      '- 2026-09-02 holiday',
      '2026-09-03 150 min',
      'end hours kept office-practice:8-hour-day',
    ]);
    expect(explain('2026-08-19T16:00', term({ unit: 'working-hours', amount: 2 })).steps.map(line).slice(3)).toEqual([
      '2026-08-19 60 min',
      '2026-08-20 60 min',
      'end hours kept civil-code-2015:147.1',
    ]);
  });

  test('says how a clock time outside the hours was brought into them', () => {
    const fit = (received: string): unknown => explain(received, term({ unit: 'working-days', amount: 1 })).steps.at(-1);
    expect(fit('2026-08-19T05:00')).toMatchObject({ fit: 'moved-to-opening' });
    expect(fit('2026-08-19T22:00')).toMatchObject({ fit: 'kept' });
  });

  test('names the closing an event after hours or on a day off takes its clock time from', () => {
    for (const received of ['2026-08-19T22:00', '2026-08-23T10:00']) {
      const closing = received === '2026-08-19T22:00' ? at('2026-08-19T17:00') : at('2026-08-22T17:00');
      expect(explain(received, term({ unit: 'working-days', amount: 1.5 })).steps).toContainEqual({ code: 'clock-of-closing', closing, law: 'office-practice:last-closing' });
      expect(explain(received, term({ unit: 'working-days', amount: 1 }, 'closing')).steps.map(({ code }) => code)).not.toContain('clock-of-closing');
    }
  });

  test('tells a same-day matter that could not be done the same day', () => {
    const lines = explain('2026-08-28T15:30', term({ unit: 'same-day' }, 'closing', 'same-day-15h')).steps.map(line);
    expect(lines.slice(1)).toEqual(['start same-day-15h moved civil-status-law:15h', 'limit', 'done 2026-09-03 same day', 'end closing kept office-practice:closing']);
    expect(explain('2026-08-28T17:00', term({ unit: 'same-day' }, 'closing')).steps.map(line)).toContain('done 2026-09-03 later');
  });

  test('shows time added to the term, joined or after it', () => {
    const joined = explain('2026-08-03T09:00', term({ unit: 'working-days', amount: 8 }), { unit: 'working-days', amount: 10 });
    expect(joined.steps.filter((step) => step.code === 'limit')).toEqual([
      { code: 'limit', limit: { unit: 'working-days', amount: 18 }, extra: { unit: 'working-days', amount: 10 }, from: at('2026-08-03T09:00') },
    ]);
    const after = explain('2026-08-03T09:00', term({ unit: 'calendar-days', amount: 20 }), { unit: 'working-days', amount: 10 });
    expect(after.steps.filter((step) => step.code === 'limit')).toHaveLength(2);
    expect(after.steps.filter((step) => step.code === 'end')).toHaveLength(1);
    expect(recompute(after)).toBe(at('2026-09-09T09:00'));
  });

  test('is plain JSON and carries the warnings of the date', () => {
    const explanation = explain('2026-12-24T09:00', term({ unit: 'working-days', amount: 10 }));
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
    expect(explanation.warnings).toEqual([{ code: 'unconfirmed-year', year: 2027 }]);
  });
});

const limits: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({ unit: fc.constant('working-days' as const), amount: fc.integer({ min: 1, max: 60 }).map((quarters) => quarters / 4) }),
  fc.record({ unit: fc.constant('working-hours' as const), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ unit: fc.constant('calendar-days' as const), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ unit: fc.constant('months' as const), amount: fc.integer({ min: 1, max: 2 }) }),
  fc.constant({ unit: 'same-day' as const }),
);

const rules: fc.Arbitrary<TermRule> = fc.record({
  limit: limits,
  start: fc.constantFrom<StartRule>('on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour'),
  end: fc.constantFrom<EndRule>('same-clock', 'closing', 'midnight'),
});

const inputs: fc.Arbitrary<DeadlineInput> = fc
  .record({ written: writtenHours, start: startMinute, seconds: fc.integer({ min: 0, max: 59 }), rule: rules, extra: fc.option(limits, { nil: undefined }) })
  .map(({ written, start, seconds, rule, extra }) => {
    const calendar = engineOf(written);
    const receivedAt: Instant = instant(instantOf(start) + seconds * 1000);
    return { receivedAt, rule, intake: calendar, processing: calendar, ...(extra === undefined ? {} : { extra }) };
  });

test('the explanation alone gives the same due date as the engine', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const explanation = explainDeadline(input);
      expect(explanation.dueAt).toBe(computeDeadline(input).dueAt);
      expect(recompute(explanation)).toBe(explanation.dueAt);
    }),
    { numRuns: 4000 },
  );
});

test('every due date lies in open time, at a closing or at 24:00, and never before the start', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { startAt, dueAt } = computeDeadline(input);
      const open = input.processing.isOpen(dueAt) || input.processing.isOpen(instant(dueAt - 1));
      const midnightEnd = input.rule.end === 'midnight' && (dueAt + 7 * 3_600_000) % DAY === 0;
      expect(open || midnightEnd).toBe(true);
      expect(dueAt).toBeGreaterThan(startAt - 1);
      expect(startAt).toBeGreaterThanOrEqual(input.receivedAt);
    }),
    { numRuns: 4000 },
  );
});
