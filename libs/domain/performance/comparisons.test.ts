import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { dayEndingAt, instant, instantAt, localDateOf } from '../time/instant.js';
import { isInStock } from '../dossier/status.js';
import { isLateByDate, isLateByMinute } from './lateness.js';
import { type Measure, MEASURES } from './measures.js';
import { booked, deltasOf, live } from './test-support/booked.js';
import { at, becameLateEvent, made, pausedEvent, receivedEvent, reopenedEvent, resultEvent, statesOf, transferredEvent } from './test-support/made-events.js';
import { lifeOf } from './test-support/made-lives.js';

const DAY_14 = '2026-01-14T09:00';
const opening = receivedEvent('2026-01-05T09:00', DAY_14);

describe('late by the minute and late by the date', () => {
  test.each([
    // result               due                    minute date   rule
    ['2026-01-14T08:59', DAY_14, false, false, 'before both'],
    ['2026-01-14T09:00', DAY_14, false, false, 'the minute itself is in time'],
    ['2026-01-14T16:00', DAY_14, true, false, 'after the minute, on the day'],
    ['2026-01-15T00:00', DAY_14, true, false, '24:00 belongs to the day it ends'],
    ['2026-01-15T00:01', DAY_14, true, true, 'the next day'],
    ['2026-01-15T00:00', '2026-01-15T00:00', false, false, 'a date at 24:00 of the 14th, met at its minute'],
    ['2026-01-15T07:00', '2026-01-15T00:00', true, true, 'a date at 24:00 of the 14th: the 15th is after it'],
  ])('done at %s for %s: %s, %s – %s', (done, due, minute, date) => {
    expect([isLateByMinute(at(done), at(due)), isLateByDate(at(done), at(due))]).toEqual([minute, date]);
  });

  test('late by the date and late by 24:00 of it are the same, and both are late by the minute', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-01-04T00:00') }).map(instant);
    fc.assert(
      fc.property(moment, moment, (done, due) => {
        expect(isLateByDate(done, due)).toBe(done > instantAt(dayEndingAt(due), 1440));
        expect(isLateByDate(done, due) && !isLateByMinute(done, due)).toBe(false);
      }),
      { seed: 19, examples: [[at('2026-01-02T00:00'), at('2026-01-02T00:00')], [at('2026-01-02T00:00'), at('2026-01-01T09:00')]] },
    );
  });
});

describe('what is booked by date', () => {
  const BY_DATE: readonly Measure[] = ['finishedLate', 'finishedLateByDate', 'overdue', 'overdueOnDueDay', 'overdueOnHalfMonthEnd'];

  test.each<[string, readonly NewEvent[], readonly string[]]>([
    ['done at 16:00 for 09:00 of the same day: late by the minute only', live(becameLateEvent, (state) => resultEvent(state, '2026-01-14T16:00'))(opening), ['14 H99.1 finishedLate +1']],
    [
      'done the next day: late by the date, and on the due day overdue by the minute only',
      live(becameLateEvent, (state) => resultEvent(state, '2026-01-15T08:00'))(opening),
      ['14 H99.1 overdue +1', '14 H99.1 overdueOnDueDay +1', '14 H99.1 overdueOnHalfMonthEnd +1', '15 H99.1 finishedLate +1', '15 H99.1 overdue -1', '15 H99.1 finishedLateByDate +1'],
    ],
    [
      'transferred on the due day: so far with the new agency',
      live(becameLateEvent, (state) => transferredEvent(state, '2026-01-14T15:00', 'H99.2'))(opening),
      ['14 H99.2 overdue +1', '14 H99.2 overdueOnDueDay +1', '14 H99.2 overdueOnHalfMonthEnd +1'],
    ],
    [
      'done and reopened on the due day: overdue again, by the minute',
      live(becameLateEvent, (state) => resultEvent(state, '2026-01-14T15:00'), () => reopenedEvent('2026-01-14T16:00', undefined))(opening),
      ['14 H99.1 finishedLate +1', '14 H99.1 overdue +1', '14 H99.1 overdueOnDueDay +1', '14 H99.1 overdueOnHalfMonthEnd +1'],
    ],
  ])('%s', (_rule, events, expected) => {
    expect(booked(events, BY_DATE)).toEqual(expected);
  });

  test('on every day, overdue less what became so on its due day are the dossiers past their date', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 14 }), (choices) => {
        const events = lifeOf(choices);
        fc.pre(!['DossierImported', 'DossierRegistered'].includes(events[0]?.type ?? ''));
        const deltas = deltasOf(events);
        const total = (measure: Measure, of: (day: number) => boolean): number => deltas.filter(({ day }) => of(day)).reduce((sum, { measures }) => sum + (measures[MEASURES.indexOf(measure)] ?? 0), 0);
        for (const border of new Set(deltas.map(({ day }) => day))) {
          const state = statesOf(events.filter(({ occurredAt }) => localDateOf(occurredAt) <= border)).at(-1);
          const past = state !== undefined && isInStock(state.status) && state.becameLateAt !== undefined && dayEndingAt(instant(state.becameLateAt)) < border;
          expect(total('overdue', (day) => day <= border) - total('overdueOnDueDay', (day) => day === border)).toBe(past ? 1 : 0);
        }
      }),
      { seed: 23, numRuns: 1_000 },
    );
  });
});

describe('first and current promise', () => {
  const PROMISES: readonly Measure[] = ['becameLate', 'promiseBroken', 'overdue', 'overdueCurrent', 'finishedLate', 'finishedLateCurrent'];
  /** Signed the day before, with a new date two days after the first. */
  const apologised = made('ApologySigned', '2026-01-13T09:00', { promise: 1, reasonCode: 'load', newAppointment: at('2026-01-16T09:00'), newPromise: 2 });
  const broken = made('PromiseBroken', '2026-01-16T09:00', { number: 2, appointment: at('2026-01-16T09:00') });

  test.each<[string, readonly NewEvent[], readonly string[]]>([
    [
      'a new date signed before the first passed: late all the same once it passes, and not by the new one',
      live(() => apologised, becameLateEvent, (state) => resultEvent(state, '2026-01-15T08:00'))(opening),
      ['14 H99.1 becameLate +1', '14 H99.1 overdue +1', '15 H99.1 finishedLate +1', '15 H99.1 overdue -1'],
    ],
    [
      'the new date passes too: late by both',
      live(() => apologised, becameLateEvent, () => broken, (state) => resultEvent(state, '2026-01-17T08:00'))(opening),
      ['14 H99.1 becameLate +1', '14 H99.1 overdue +1', '16 H99.1 promiseBroken +1', '16 H99.1 overdueCurrent +1', '17 H99.1 finishedLate +1', '17 H99.1 overdue -1', '17 H99.1 finishedLateCurrent +1', '17 H99.1 overdueCurrent -1'],
    ],
    [
      'a new date signed after the first passed: overdue by the current promise until then',
      live(becameLateEvent, () => made('ApologySigned', '2026-01-15T09:00', { promise: 1, reasonCode: 'load', newAppointment: at('2026-01-20T09:00'), newPromise: 2 }))(opening),
      ['14 H99.1 becameLate +1', '14 H99.1 overdue +1', '14 H99.1 overdueCurrent +1', '15 H99.1 overdueCurrent -1'],
    ],
    [
      'nobody gave a new date: both are one',
      live(becameLateEvent, (state) => resultEvent(state, '2026-01-15T08:00'))(opening),
      ['14 H99.1 becameLate +1', '14 H99.1 overdue +1', '14 H99.1 overdueCurrent +1', '15 H99.1 finishedLate +1', '15 H99.1 overdue -1', '15 H99.1 finishedLateCurrent +1', '15 H99.1 overdueCurrent -1'],
    ],
    ['without a date there is nothing to be late by', live((state) => resultEvent(state, '2026-02-15T08:00'))(receivedEvent('2026-01-05T09:00', undefined)), []],
  ])('%s', (_rule, events, expected) => {
    expect(booked(events, PROMISES)).toEqual(expected);
  });
});

test('paused overdue is a stock of its own beside paused in time', () => {
  const paused: readonly Measure[] = ['pausedInTime', 'pausedOverdue', 'overdue'];
  expect(booked(live(() => pausedEvent('2026-01-06T09:00'))(opening), paused)).toEqual(['6 H99.1 pausedInTime +1']);
  expect(booked(live(becameLateEvent, () => pausedEvent('2026-01-15T09:00'))(opening), paused)).toEqual(['14 H99.1 overdue +1', '15 H99.1 pausedOverdue +1']);
});

describe('papers, results and payments', () => {
  test.each<[string, readonly ('original' | 'scan' | 'reused' | 'data-store')[], readonly string[]]>([
    ['no papers listed', [], []],
    ['one on paper', ['scan', 'original'], ['receivedWithPapers']],
    ['all scanned', ['scan', 'scan'], ['receivedWithPapers', 'receivedDigital']],
    ['scanned and reused', ['scan', 'reused'], ['receivedWithPapers', 'receivedDigital', 'receivedReused']],
    ['one from a data store beside paper', ['data-store', 'original'], ['receivedWithPapers', 'receivedReused']],
  ])('%s', (_rule, kinds, expected) => {
    const event = { ...opening, payload: { ...opening.payload, components: kinds.map((kind, index) => ({ code: String(index), copies: 1, kind })) } } as NewEvent;
    expect(booked([event], ['receivedWithPapers', 'receivedDigital', 'receivedReused'])).toEqual(expected.map((measure) => `5 H99.1 ${measure} +1`));
  });

  const file = (when: string, purpose: string): NewEvent => made('FileAttached', when, { fileId: 'f', sha256: 's', mediaType: 'application/pdf', size: 1, purpose });

  test.each<[string, readonly NewEvent[], readonly string[]]>([
    ['a file entered before the result', live(() => file('2026-01-07T09:00', 'result'), (state) => resultEvent(state, '2026-01-08T09:00'))(opening), ['8 H99.1 results +1', '8 H99.1 resultsElectronic +1']],
    ['two files entered after it count once, on the day of the result', live((state) => resultEvent(state, '2026-01-08T09:00'), () => file('2026-01-09T09:00', 'result'), () => file('2026-01-10T09:00', 'result'))(opening), ['8 H99.1 results +1', '8 H99.1 resultsElectronic +1']],
    ['evidence is no result', live((state) => resultEvent(state, '2026-01-08T09:00'), () => file('2026-01-09T09:00', 'evidence'))(opening), ['8 H99.1 results +1']],
  ])('%s', (_rule, events, expected) => {
    expect(booked(events, ['results', 'resultsElectronic'])).toEqual(expected);
  });

  test('a payment counts on its day, on the portal and without cash apart', () => {
    const paid = (method: string, throughPortal: boolean): NewEvent => made('PaymentRecorded', '2026-01-06T09:00', { amount: 1, method, throughPortal, receiptNumber: 'r' });
    expect(booked([opening, paid('cash', false), paid('transfer', false), paid('transfer', true)], ['payments', 'paymentsPortal', 'paymentsCashless'])).toEqual(['6 H99.1 payments +3', '6 H99.1 paymentsPortal +1', '6 H99.1 paymentsCashless +2']);
  });
});

test('an event writes no more lines than what it moved: one for each day, agency and officer it speaks of', () => {
  const lines = (events: readonly NewEvent[]): number => deltasOf(events).length;
  const late = [...live(becameLateEvent)(opening)];
  expect(lines([opening])).toBe(1);
  expect(lines(late) - lines([opening])).toBe(1);
  expect(lines(live(becameLateEvent, (state) => resultEvent(state, '2026-01-15T08:00'))(opening)) - lines(late)).toBe(1);
});
