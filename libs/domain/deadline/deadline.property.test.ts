import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteOracle } from '../../../test/oracle/minute-oracle.js';
import { engineOf, instantOf, minuteOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import { addLimit, subtractLimit } from './deadline.js';

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
