import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenIdentities, type HandlingLine, handlingLine, NO_DETAILS, totalLine } from './handling-line.js';
import { NO_FIGURES, type PeriodFigures } from './measures.js';
import { toProcess } from './rate-parts.js';

const of = (counts: Partial<PeriodFigures>): PeriodFigures => ({ ...NO_FIGURES, ...counts });
const CHANNELS = {
  online: of({ received: 10, receivedOnline: 10, cancelled: 1, carriedOver: 4, finishedEarly: 5, finishedLate: 2, open: 6, overdue: 2, pausedInTime: 1 }),
  counter: of({ received: 20, carriedOver: 3, transferredIn: 2, transferredOut: 1, reopened: 1, finishedOnTime: 10, finishedUndated: 3, open: 12, overdue: 1, pausedInTime: 2 }),
  post: of({ received: 1, open: 1 }),
};

test('the columns of II.06a come from the figures of the channels: transfers and reopened dossiers are in (6), cancelled ones nowhere', () => {
  expect(handlingLine(CHANNELS, { ...NO_DETAILS, pausedOverdue: 1 }, 'minute')).toEqual({
    total: 39,
    received: { online: 9, counter: 20, post: 1 },
    carriedOver: 9,
    processed: 20,
    early: 5,
    onTime: 13,
    late: 2,
    inError: 0,
    open: 19,
    inTime: 16,
    overdue: 3,
    pausedInTime: 3,
    pausedOverdue: 1,
  });
});

test('what was received and handed to another agency in the period is received nowhere, and what came from there and was cancelled is not below zero', () => {
  const line = handlingLine({ online: of({ received: 3, transferredOut: 2, open: 1 }), counter: of({ transferredIn: 1, cancelled: 1 }), post: of({}) }, NO_DETAILS, 'minute');
  expect([line.total, line.received.online, line.received.counter, line.carriedOver, brokenIdentities(line)]).toEqual([1, 1, 0, 0, []]);
});

test('by date, what is late on its very day moves from (10) to (9) and from (13) to (12), and every sum stays', () => {
  const judged = { ...CHANNELS, online: { ...CHANNELS.online, finishedLateByDate: 1, overdueByDate: 1 } };
  const [minute, date] = (['minute', 'date'] as const).map((comparison) => handlingLine(judged, NO_DETAILS, comparison)) as [HandlingLine, HandlingLine];
  expect([date.onTime - minute.onTime, date.late - minute.late, date.inTime - minute.inTime, date.overdue - minute.overdue]).toEqual([1, -1, 2, -2]);
  expect([date.total, date.processed, date.open]).toEqual([minute.total, minute.processed, minute.open]);
  expect(brokenIdentities(date)).toEqual([]);
});

test.each([
  ['one of two is due on the day itself', 1, 2, [1, 3]],
  ['more are paused overdue by the minute than overdue by the date', 0, 1, [1, 3]],
  ['its dossiers tell more than there are', 5, 3, [0, 4]],
] as const)('by date, what is paused on its very day is paused in time: %s', (_when, pausedOverdueSameDay, overdueByDate, expected) => {
  const channels = { ...CHANNELS, online: { ...CHANNELS.online, overdueByDate }, counter: { ...CHANNELS.counter, pausedInTime: 1 } };
  const line = handlingLine(channels, { ...NO_DETAILS, pausedOverdue: 2, pausedOverdueSameDay }, 'date');
  expect([line.pausedOverdue, line.pausedInTime, brokenIdentities(line)]).toEqual([...expected, []]);
});

test('a dossier without a date where its procedure gives one is in (7) and on time nowhere', () => {
  const line = handlingLine(CHANNELS, { ...NO_DETAILS, finishedInError: 2 }, 'minute');
  expect([line.processed, line.onTime, line.inError, brokenIdentities(line)]).toEqual([20, 11, 2, []]);
});

test('a balance that is broken is named with both sides', () => {
  const line = handlingLine({ ...CHANNELS, post: of({ received: 2, open: 1 }) }, NO_DETAILS, 'minute');
  expect(brokenIdentities(line)).toEqual([{ identity: '(3) = (7) + (11)', left: 40, right: 39 }]);
  expect(brokenIdentities({ ...line, total: 39, received: { ...line.received, post: 1 }, early: -1, onTime: line.onTime + 6 })).toEqual([{ identity: '(8) ≥ 0', left: -1, right: 0 }]);
});

test('(3) is the denominator of late-rate whatever the figures, and lines add up', () => {
  const counts = fc.record(Object.fromEntries(['received', 'cancelled', 'carriedOver', 'transferredIn', 'transferredOut', 'reopened', 'finishedEarly', 'finishedLate', 'open', 'overdue'].map((name) => [name, fc.nat(1_000)])));
  fc.assert(
    fc.property(fc.tuple(counts, counts, counts), ([online, counter, post]) => {
      const channels = { online: of(online), counter: of(counter), post: of(post) };
      const line = handlingLine(channels, NO_DETAILS, 'minute');
      expect(line.total).toBe(toProcess(channels.online) + toProcess(channels.counter) + toProcess(channels.post));
      expect(totalLine([line, line]).total).toBe(2 * line.total);
    }),
  );
});
