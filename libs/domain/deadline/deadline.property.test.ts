import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteOracle, type WrittenHours } from '../../../test/oracle/minute-oracle.js';
import { engineOf, instantOf, minuteOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import { addLimit, budgetToEnd, subtractLimit } from './deadline.js';
import type { Instant } from '../time/instant.js';
import type { EndRule } from './time-limit.js';

const terms = fc.record({
  start: startMinute,
  unit: fc.constantFrom('working-days' as const, 'calendar-days' as const),
  days: fc.integer({ min: 1, max: 30 }),
});

test('terms in working and calendar days agree with stepping day by day under each end rule', () => {
  fc.assert(
    fc.property(writtenHours, fc.array(terms, { minLength: 5, maxLength: 5 }), (written, cases) => {
      const [engine, oracle] = [engineOf(written), new MinuteOracle(written)];
      for (const { start, unit, days } of cases) {
        const limit = { unit, amount: days };
        expect(minuteOf(addLimit(instantOf(start), limit, engine, 'same-clock'))).toBe(oracle.dueAtSameClock(start, unit, days));
        expect(minuteOf(addLimit(instantOf(start), limit, engine, 'closing'))).toBe(oracle.dueAtClosing(start, unit, days));
        expect(minuteOf(addLimit(instantOf(start), limit, engine, 'midnight'))).toBe(oracle.dueAtMidnight(start, unit, days));
      }
    }),
    { numRuns: 2000 },
  );
});

const amounts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 50 }).map((quarters) => quarters / 4));
const pairs = fc.tuple(startMinute, fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 6000 })));

test('a later receipt never gives an earlier due date, in working days and hours', () => {
  fc.assert(
    fc.property(writtenHours, pairs, amounts, fc.constantFrom<EndRule>('same-clock', 'closing', 'midnight'), (written, [start, later], amount, end) => {
      const engine = engineOf(written);
      for (const limit of [{ unit: 'working-days', amount }, { unit: 'working-hours', amount }] as const) {
        expect(addLimit(instantOf(start + later), limit, engine, end)).toBeGreaterThanOrEqual(addLimit(instantOf(start), limit, engine, end));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a later receipt never gives an earlier due date, in calendar days and months to the end of their last day', () => {
  fc.assert(
    fc.property(writtenHours, pairs, fc.integer({ min: 1, max: 40 }), fc.constantFrom<EndRule>('closing', 'midnight'), (written, [start, later], days, end) => {
      const engine = engineOf(written);
      for (const limit of [{ unit: 'calendar-days', amount: days }, { unit: 'months', amount: 1 }] as const) {
        expect(addLimit(instantOf(start + later), limit, engine, end)).toBeGreaterThanOrEqual(addLimit(instantOf(start), limit, engine, end));
      }
    }),
    { numRuns: 500 },
  );
});

/** Offices whose every working day has the same eight hours, on random weekdays with random days off. */
const eightHourOffices = fc
  .tuple(writtenHours, fc.constantFrom<WrittenHours['week'][number]>([[420, 660], [780, 1020]], [[450, 690], [810, 1050]], [[480, 960]]))
  .map(([written, hours]): WrittenHours => ({
    week: written.week.map((day) => (day.length === 0 ? [] : hours)),
    daysOff: written.daysOff,
    specialDays: Object.fromEntries(Object.keys(written.specialDays).map((date) => [date, hours])),
  }));

test('stages that run as budgeted and fill the term end no later than it, and without a working minute left', () => {
  fc.assert(
    fc.property(eightHourOffices, startMinute, fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 }), (written, start, hours) => {
      const engine = engineOf(written);
      const dueAt = addLimit(instantOf(start), { unit: 'working-days', amount: hours.reduce((sum, each) => sum + each, 0) / 8 }, engine);
      const last = hours.reduce<Instant>((at, amount) => budgetToEnd(at, { unit: 'office-hours', amount }, engine), instantOf(start));
      expect(last).toBeLessThanOrEqual(dueAt);
      expect(engine.workingTimeBetween(last, dueAt)).toBe(0);
    }),
    { numRuns: 2000 },
  );
});

test('a limit taken off a due date lies before it, in open time or at a closing', () => {
  fc.assert(
    fc.property(writtenHours, terms, fc.integer({ min: 1, max: 5 }), (written, { start, unit, days }, lead) => {
      const engine = engineOf(written);
      const due = addLimit(instantOf(start), { unit, amount: days }, engine, 'midnight');
      const before = subtractLimit(due, { unit, amount: lead }, engine);
      expect(before).toBeLessThan(due);
      expect(engine.isOpen(before) || engine.boundary(addOne(before), 'previous-closing') === before).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

function addOne<Moment extends number>(at: Moment): Moment {
  return (at + 1) as Moment;
}
