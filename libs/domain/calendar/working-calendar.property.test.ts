import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteOracle } from '../../../test/oracle/minute-oracle.js';
import { engineOf, instantOf, minuteOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import { instant, MS_PER_MINUTE, startOfDay } from '../time/instant.js';
import { localDate } from '../time/local-date.js';

const RUNS = { numRuns: 10_000 };
const STARTS = { minLength: 5, maxLength: 5 };

const questions = fc.tuple(
  writtenHours,
  fc.array(fc.record({ start: startMinute, minutes: fc.integer({ min: -2400, max: 2400 }), quarters: fc.integer({ min: -60, max: 60 }) }), STARTS),
);

test('adding and subtracting working time agrees with counting minute by minute', () => {
  fc.assert(
    fc.property(questions, ([written, cases]) => {
      const [engine, oracle] = [engineOf(written), new MinuteOracle(written)];
      for (const { start, minutes } of cases) {
        expect(minuteOf(engine.addWorkingTime(instantOf(start), minutes * MS_PER_MINUTE))).toBe(oracle.add(start, minutes));
      }
    }),
    RUNS,
  );
});

test('measuring working time agrees with counting minute by minute', () => {
  fc.assert(
    fc.property(questions, ([written, cases]) => {
      const [engine, oracle] = [engineOf(written), new MinuteOracle(written)];
      for (const { start, minutes } of cases) {
        const end = start + minutes * 4;
        expect(engine.workingTimeBetween(instantOf(start), instantOf(end))).toBe(oracle.between(start, end) * MS_PER_MINUTE);
      }
    }),
    RUNS,
  );
});

test('working days and their quarters agree with stepping day by day', () => {
  fc.assert(
    fc.property(questions, ([written, cases]) => {
      const [engine, oracle] = [engineOf(written), new MinuteOracle(written)];
      for (const { start, quarters } of cases) {
        expect(minuteOf(engine.addWorkingDays(instantOf(start), quarters / 4, 'same-clock'))).toBe(oracle.addDays(start, quarters));
        const [from, to] = [Math.floor(start / 1440), Math.floor(start / 1440) + quarters];
        expect(engine.workingDaysBetween(localDate(from), localDate(to))).toBe(oracle.workingDaysBetween(from, to));
        expect(engine.isWorkingDay(localDate(from))).toBe(oracle.isWorkingDay(from));
      }
    }),
    RUNS,
  );
});

test('openings and closings agree with searching minute by minute', () => {
  fc.assert(
    fc.property(questions, ([written, cases]) => {
      const [engine, oracle] = [engineOf(written), new MinuteOracle(written)];
      for (const { start } of cases) {
        const moment = instantOf(start);
        expect(engine.isOpen(moment)).toBe(oracle.isOpen(start));
        expect(minuteOf(engine.boundary(moment, 'next-opening'))).toBe(oracle.nextOpening(start));
        expect(minuteOf(engine.boundary(moment, 'next-closing'))).toBe(oracle.nextClosing(start));
        expect(minuteOf(engine.boundary(moment, 'previous-opening'))).toBe(oracle.previousOpening(start));
        expect(minuteOf(engine.boundary(moment, 'previous-closing'))).toBe(oracle.previousClosing(start));
      }
    }),
    RUNS,
  );
});

const anyMoment = fc.tuple(writtenHours, startMinute, fc.integer({ min: 0, max: 59_999 }), fc.integer({ min: 1, max: 300_000_000 }));

test('measuring what was added gives back the amount, to the millisecond', () => {
  fc.assert(
    fc.property(anyMoment, ([written, start, ms, amount]) => {
      const engine = engineOf(written);
      const from = instant(instantOf(start) + ms);
      expect(engine.workingTimeBetween(from, engine.addWorkingTime(from, amount))).toBe(amount);
      expect(engine.workingTimeBetween(engine.addWorkingTime(from, -amount), from)).toBe(amount);
    }),
    RUNS,
  );
});

test('subtracting what was added gives back a start in open time', () => {
  fc.assert(
    fc.property(anyMoment, fc.integer({ min: 0, max: 80 }), ([written, start, ms, amount], quarters) => {
      const engine = engineOf(written);
      const moment = instant(instantOf(start) + ms);
      fc.pre(engine.isOpen(moment));
      expect(engine.addWorkingTime(engine.addWorkingTime(moment, amount), -amount)).toBe(moment);
      const whole = Math.floor(quarters / 4);
      expect(engine.addWorkingDays(engine.addWorkingDays(moment, whole, 'same-clock'), -whole, 'same-clock')).toBe(moment);
    }),
    RUNS,
  );
});

test('the stream of open periods holds exactly the open time of the index', () => {
  fc.assert(
    fc.property(writtenHours, startMinute, fc.integer({ min: 0, max: 30 * 1440 }), (written, start, length) => {
      const engine = engineOf(written);
      const [from, to] = [instantOf(start), instantOf(start + length)];
      const periods = [...engine.openPeriods(from, to)];
      expect(periods.reduce((sum, period) => sum + period.to - period.from, 0)).toBe(engine.workingTimeBetween(from, to));
      for (const period of periods) {
        expect(engine.workingTimeBetween(period.from, period.to)).toBe(period.to - period.from);
        expect(period.from).toBeGreaterThanOrEqual(startOfDay(period.date));
      }
    }),
    RUNS,
  );
});
