import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MinuteOracle } from '../../../test/oracle/minute-oracle.js';
import { definitionOf, instantOf, startMinute, writtenHours } from '../../../test/oracle/random-calendar.js';
import { formatLocalDate, formatLocalTime, localDate } from '#domain';
import { answerJson } from './answer.js';

const DAY = 1440;

interface Asked {
  readonly question: object;
  /** What counting minute by minute gives. */
  readonly expected: string | number | boolean;
}

const moment = (minute: number): string => formatLocalTime(instantOf(minute));
const date = (minute: number): string => formatLocalDate(localDate(Math.floor(minute / DAY)));
/** Zero without a sign, which JSON has none for. */
const plain = (value: number): number => value + 0;

/** Each asks one operation about a start and an amount between -60 and 60, in words and of the oracle. */
const ASKED: readonly ((oracle: MinuteOracle, start: number, amount: number) => Asked)[] = [
  (oracle, start, amount) => ({ question: { op: 'add', start: moment(start), amount: { unit: 'minutes', value: amount * 30 } }, expected: moment(oracle.add(start, amount * 30)) }),
  (oracle, start, amount) => ({ question: { op: 'subtract', start: moment(start), amount: { unit: 'hours', value: amount / 4 } }, expected: moment(oracle.add(start, -amount * 15)) }),
  (oracle, start, amount) => ({ question: { op: 'add', start: moment(start), amount: { unit: 'days', value: amount / 4 } }, expected: moment(oracle.addDays(start, amount)) }),
  (oracle, start, amount) => ({ question: { op: 'subtract', start: moment(start), amount: { unit: 'days', value: amount / 4 } }, expected: moment(oracle.addDays(start, plain(-amount))) }),
  (oracle, start, amount) => ({ question: { op: 'between', start: moment(start), end: moment(start + amount * 100) }, expected: plain(oracle.between(start, start + amount * 100)) }),
  (oracle, start, amount) => ({
    question: { op: 'workingDaysBetween', start: date(start), end: date(start + amount * DAY) },
    expected: plain(oracle.workingDaysBetween(Math.floor(start / DAY), Math.floor(start / DAY) + amount)),
  }),
  (oracle, start) => ({ question: { op: 'isOpen', start: moment(start) }, expected: oracle.isOpen(start) }),
  (oracle, start) => ({ question: { op: 'isWorkingDay', start: date(start) }, expected: oracle.isWorkingDay(Math.floor(start / DAY)) }),
  (oracle, start) => ({ question: { op: 'nextOpening', start: moment(start) }, expected: moment(oracle.nextOpening(start)) }),
  (oracle, start) => ({ question: { op: 'nextClosing', start: moment(start) }, expected: moment(oracle.nextClosing(start)) }),
  (oracle, start) => ({ question: { op: 'previousOpening', start: moment(start) }, expected: moment(oracle.previousOpening(start)) }),
  (oracle, start) => ({ question: { op: 'previousClosing', start: moment(start) }, expected: moment(oracle.previousClosing(start)) }),
];

const asked = fc.tuple(writtenHours, fc.array(fc.record({ start: startMinute, amount: fc.integer({ min: -60, max: 60 }), which: fc.nat(ASKED.length - 1) }), { minLength: 5, maxLength: 5 }));

test('10,000 lines on random calendars are answered as by counting minute by minute', () => {
  fc.assert(
    fc.property(asked, ([written, lines]) => {
      const oracle = new MinuteOracle(written);
      const { week, days = [] } = definitionOf(written);
      const specialDays = Object.fromEntries(days.flatMap((day) => (day.hours === undefined ? [] : [[day.date, day.hours.toReversed()]])));
      const calendar = { week, daysOff: written.daysOff, specialDays };
      lines.forEach(({ start, amount, which }, id) => {
        const { question, expected } = (ASKED[which] ?? ASKED[0]!)(oracle, start, amount);
        expect(JSON.parse(answerJson(JSON.stringify({ id, calendar, ...question }), 1))).toEqual({ id, result: expected });
      });
    }),
    { numRuns: 2000 },
  );
});
