import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { stockOf } from './dossier-stock.js';
import type { FigureDelta } from './figure-delta.js';
import { mergeDeltas } from './figure-delta.js';
import { MEASURES, NO_FIGURES, STOCKS, type Measure, type PeriodFigures } from './measures.js';
import { balanceOf } from './rates.js';
import { booked, deltasOf, live } from './test-support/booked.js';
import { lifeOf } from './test-support/made-lives.js';
import {
  acceptedEvent, at, becameLateEvent, importedEvent, intakeRefusedEvent, made, pausedEvent, receivedEvent, registeredEvent, reopenedEvent,
  resultEvent, SCENE, statesOf, transferredEvent, withdrawnEvent,
} from './test-support/made-events.js';

const PASSAGE = MEASURES.slice(0, MEASURES.indexOf('finishedLateByDate')).filter((measure) => !measure.startsWith('stage') && !['transferDue', 'transferLate', 'forwardingDue', 'forwardingLate'].includes(measure));

const LIVES = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 14 });

describe('properties over random lives', () => {
  test('the sum of all stock changes equals what the dossier now contributes to each agency and officer', () => {
    fc.assert(
      fc.property(LIVES, (choices) => {
        const events = lifeOf(choices);
        const sums = new Map<string, number>();
        for (const delta of deltasOf(events)) {
          STOCKS.forEach((stock) => {
            const key = `${delta.agency}/${delta.officer}/${stock}`;
            sums.set(key, (sums.get(key) ?? 0) + (delta.measures[MEASURES.indexOf(stock)] ?? 0));
          });
        }
        const standing = new Map<string, number>();
        for (const { agency, officer, stock } of stockOf(statesOf(events).at(-1))) {
          const key = `${agency}/${officer}/${stock}`;
          standing.set(key, (standing.get(key) ?? 0) + 1);
        }
        expect(new Map([...sums].filter(([, count]) => count !== 0))).toEqual(standing);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  test('received + carried over + transferred in + reopened = finished + transferred out + cancelled + open, on every day and for every agency', () => {
    fc.assert(
      fc.property(LIVES, (choices) => {
        const deltas = deltasOf(lifeOf(choices));
        for (const agency of new Set(deltas.map((delta) => delta.agency))) {
          const own = deltas.filter((delta) => delta.agency === agency);
          for (const border of new Set(own.map((delta) => delta.day))) {
            const { entered, left } = balanceOf(figuresOver(own, border));
            expect(entered).toBe(left);
          }
        }
      }),
      { seed: 11, numRuns: 2_000 },
    );
  });

  test('overdue and paused are parts of open at the end of every day, and no stock is below zero', () => {
    fc.assert(
      fc.property(LIVES, (choices) => {
        const deltas = deltasOf(lifeOf(choices));
        for (const border of new Set(deltas.map((delta) => delta.day))) {
          const { open, overdue, pausedInTime, stageOpen, stageOverdue } = figuresOver(deltas, border);
          expect(Math.min(overdue, pausedInTime, stageOverdue, open - overdue - pausedInTime, stageOpen - stageOverdue)).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 13, numRuns: 2_000 },
    );
  });

  test('no delta is empty', () => {
    fc.assert(
      fc.property(LIVES, (choices) => {
        expect(deltasOf(lifeOf(choices)).filter(({ measures }) => measures.every((count) => count === 0))).toEqual([]);
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});

/** Everything booked up to the end of a day. */
function figuresOver(deltas: readonly FigureDelta[], last: number): PeriodFigures {
  const within = deltas.filter((delta) => delta.day <= last);
  const sum = (measure: Measure): number => within.reduce((total, delta) => total + (delta.measures[MEASURES.indexOf(measure)] ?? 0), 0);
  return { ...NO_FIGURES, ...Object.fromEntries(MEASURES.map((measure) => [measure, sum(measure)])) };
}

describe('which event books what', () => {
  const due = '2026-01-12T09:00';
  test.each<[string, readonly NewEvent[], readonly string[]]>([
    ['received at the counter', [receivedEvent('2026-01-05T09:00', due)], ['5 H99.1 received +1', '5 H99.1 open +1']],
    ['registered online is not received', [registeredEvent(at('2026-01-05T20:00'), at(due), SCENE)], ['5 H99.1 registered +1']],
    [
      'accepted online is received on the day of acceptance',
      [registeredEvent(at('2026-01-05T20:00'), at(due), SCENE), acceptedEvent(at('2026-01-06T08:00'), at(due), 'H99.1')],
      ['5 H99.1 registered +1', '6 H99.1 received +1', '6 H99.1 receivedOnline +1', '6 H99.1 open +1'],
    ],
    [
      'withdrawn while registered is neither received nor finished',
      live((state) => withdrawnEvent(state, '2026-01-06T08:00'))(registeredEvent(at('2026-01-05T20:00'), at(due), SCENE)),
      ['5 H99.1 registered +1'],
    ],
    ['refused at intake is neither received nor finished', [intakeRefusedEvent(at('2026-01-05T09:00'), SCENE)], ['5 H99.1 intakeRefused +1']],
    [
      'finished early on another day',
      live((state) => resultEvent(state, '2026-01-09T09:00'))(receivedEvent('2026-01-05T09:00', due)),
      ['5 H99.1 received +1', '5 H99.1 open +1', '9 H99.1 finishedEarly +1', '9 H99.1 open -1'],
    ],
    [
      'late, then finished',
      live(becameLateEvent, (state) => resultEvent(state, '2026-01-14T09:00'))(receivedEvent('2026-01-05T09:00', due)),
      ['5 H99.1 received +1', '5 H99.1 open +1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1', '14 H99.1 finishedLate +1', '14 H99.1 open -1', '14 H99.1 overdue -1'],
    ],
    [
      'lateness outranks a pause',
      live(becameLateEvent, () => pausedEvent('2026-01-13T09:00'))(receivedEvent('2026-01-05T09:00', due)),
      ['5 H99.1 received +1', '5 H99.1 open +1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1'],
    ],
    [
      'a late dossier is transferred with its lateness',
      live(becameLateEvent, (state) => transferredEvent(state, '2026-01-13T09:00', 'H99.2'))(receivedEvent('2026-01-05T09:00', due)),
      [
        '5 H99.1 received +1', '5 H99.1 open +1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1',
        '13 H99.1 transferredOut +1', '13 H99.1 open -1', '13 H99.1 overdue -1', '13 H99.2 transferredIn +1', '13 H99.2 open +1', '13 H99.2 overdue +1',
      ],
    ],
    [
      'a paused dossier is transferred with its pause',
      live(() => pausedEvent('2026-01-06T09:00'), (state) => transferredEvent(state, '2026-01-07T09:00', 'H99.2'))(receivedEvent('2026-01-05T09:00', due)),
      [
        '5 H99.1 received +1', '5 H99.1 open +1', '6 H99.1 pausedInTime +1',
        '7 H99.1 transferredOut +1', '7 H99.1 open -1', '7 H99.1 pausedInTime -1', '7 H99.2 transferredIn +1', '7 H99.2 open +1', '7 H99.2 pausedInTime +1',
      ],
    ],
    [
      'a dossier finished late and reopened is overdue again',
      live(becameLateEvent, (state) => resultEvent(state, '2026-01-13T09:00'), () => reopenedEvent('2026-01-20T09:00', undefined))(receivedEvent('2026-01-05T09:00', due)),
      [
        '5 H99.1 received +1', '5 H99.1 open +1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1', '13 H99.1 finishedLate +1', '13 H99.1 open -1', '13 H99.1 overdue -1',
        '20 H99.1 reopened +1', '20 H99.1 open +1', '20 H99.1 overdue +1',
      ],
    ],
    [
      'refused after appraisal is finished and judged',
      live((state) => resultEvent(state, '2026-01-09T09:00', 'refused'))(receivedEvent('2026-01-05T09:00', due)),
      ['5 H99.1 received +1', '5 H99.1 open +1', '9 H99.1 finishedEarly +1', '9 H99.1 refusedAfterAppraisal +1', '9 H99.1 open -1'],
    ],
    [
      'cancelled on the same day leaves nothing open',
      live(() => made('DossierCancelled', '2026-01-05T11:00', { reasonCode: 'wrong-procedure' }))(receivedEvent('2026-01-05T09:00', due)),
      ['5 H99.1 received +1', '5 H99.1 cancelled +1'],
    ],
    [
      'without a date it is finished without a date',
      live((state) => resultEvent(state, '2026-01-09T09:00'))(receivedEvent('2026-01-05T09:00', undefined)),
      ['5 H99.1 received +1', '5 H99.1 open +1', '5 H99.1 openUndated +1', '9 H99.1 finishedUndated +1', '9 H99.1 open -1', '9 H99.1 openUndated -1'],
    ],
    [
      'accepted only after its date it is late from acceptance',
      live(() => acceptedEvent(at('2026-01-14T09:00'), at(due), 'H99.1'), becameLateEvent)(registeredEvent(at('2026-01-05T20:00'), at(due), SCENE)),
      ['5 H99.1 registered +1', '14 H99.1 received +1', '14 H99.1 receivedOnline +1', '14 H99.1 becameLate +1', '14 H99.1 open +1', '14 H99.1 overdue +1'],
    ],
    [
      'an import is received and finished on the days it reports, and overdue between its date and its end',
      live(becameLateEvent)(importedEvent('2026-06-01T08:00', { receivedAt: '2026-01-05T09:00', dueAt: due, finishedAt: '2026-01-20T09:00', status: 'returned', punctuality: 'late' })),
      ['5 H99.1 received +1', '5 H99.1 open +1', '20 H99.1 finishedLate +1', '20 H99.1 open -1', '20 H99.1 overdue -1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1'],
    ],
    [
      'an import finished before it was received is finished on the day of its receipt',
      [importedEvent('2026-06-01T08:00', { receivedAt: '2026-01-05T09:00', dueAt: due, finishedAt: '2026-01-03T09:00', status: 'returned', punctuality: 'early' })],
      ['5 H99.1 received +1', '5 H99.1 finishedEarly +1'],
    ],
    [
      'an import that is late and was paused later is never paused in time',
      live(becameLateEvent)(importedEvent('2026-06-01T08:00', { receivedAt: '2026-01-05T09:00', dueAt: due, pausedAt: '2026-01-15T09:00', status: 'paused' })),
      ['5 H99.1 received +1', '5 H99.1 open +1', '12 H99.1 becameLate +1', '12 H99.1 overdue +1'],
    ],
    [
      'an import withdrawn there without an end is finished without a date on the day of its receipt',
      [importedEvent('2026-06-01T08:00', { receivedAt: '2026-01-05T09:00', status: 'withdrawn' })],
      ['5 H99.1 received +1', '5 H99.1 finishedUndated +1', '5 H99.1 withdrawn +1'],
    ],
  ])('%s', (_rule, events, expected) => {
    expect(booked(events, PASSAGE)).toEqual(expected);
  });

  test('an import finished without a date was open without one until its end, so in time at no day between', () => {
    const undated = importedEvent('2026-06-01T08:00', { receivedAt: '2026-01-05T09:00', finishedAt: '2026-01-20T09:00', status: 'returned', punctuality: 'undated' });
    expect(booked([undated], ['open', 'openUndated', 'openUnjudged', 'indexOpenUndated'])).toEqual(
      ['5', '20'].flatMap((on) => ['open', 'openUndated', 'openUnjudged', 'indexOpenUndated'].map((stock) => `${on} H99.1 ${stock} ${on === '5' ? '+1' : '-1'}`)),
    );
  });

  test('23:59 and 00:00 Vietnamese time are two days, whatever the day in UTC', () => {
    expect(booked([receivedEvent('2026-01-31T23:59', due)], ['received'])).toEqual(['31 H99.1 received +1']);
    expect(booked([receivedEvent('2026-02-01T00:00', due)], ['received'])).toEqual(['32 H99.1 received +1']);
  });
});

describe('stages and officers', () => {
  const opening = receivedEvent('2026-01-05T09:00', '2026-01-12T09:00');
  const assigned = made('OfficerAssigned', '2026-01-05T10:00', { stage: 'appraise', officer: 'u1' });
  const late = made('StageBecameLate', '2026-01-12T09:00', { stage: 'appraise', run: 1, targetAt: at('2026-01-12T09:00') });
  const forwarded = made('StageForwarded', '2026-01-13T10:00', { closed: { stage: 'appraise', usedMs: 0 }, opened: [{ stage: 'sign' }] });

  function lines(events: readonly NewEvent[]): readonly string[] {
    return mergeDeltas(deltasOf(events)).flatMap((delta) =>
      MEASURES.flatMap((measure, index) => (measure.startsWith('stage') && delta.measures[index] !== 0 ? [`${delta.agency}/${delta.officer} ${measure} ${String(delta.measures[index])}`] : [])),
    );
  }

  test('an assignment moves the run from the agency to the officer', () => {
    expect(lines([opening])).toEqual(['H99.1/ stageOpen 1']);
    expect(lines([opening, assigned])).toEqual(['H99.1/u1 stageOpen 1']);
  });

  test('a run that ends late counts for the officer who had it, and the next run for the agency of its stage', () => {
    expect(lines([opening, assigned, late, forwarded]).toSorted()).toEqual(
      ['H99.1/u1 stageOpen 1', 'H99.1/u1 stageOverdue 1', 'H99.1/u1 stageEnded 1', 'H99.1/u1 stageEndedLate 1', 'H99.1/u1 stageOpen -1', 'H99.1/u1 stageOverdue -1', 'H99.1.9/ stageOpen 1'].toSorted(),
    );
  });

  test('a withdrawn dossier ends the runs that were open', () => {
    const withdrawn = live((state) => withdrawnEvent(state, '2026-01-06T10:00'))(opening);
    expect(lines(withdrawn)).toEqual(['H99.1/ stageOpen 1', 'H99.1/ stageEnded 1', 'H99.1/ stageOpen -1']);
  });
});

test('deltas of one scope are added and those that cancel out disappear', () => {
  const [delta] = deltasOf([receivedEvent('2026-01-05T09:00', undefined)]);
  if (delta === undefined) {
    throw new Error('An intake books a delta');
  }
  const undone = { ...delta, measures: delta.measures.map((count) => (count === 0 ? 0 : -count)) };
  const elsewhere = { ...delta, channel: 'post' };
  expect(mergeDeltas([delta, undone])).toEqual([]);
  expect(mergeDeltas([delta, elsewhere, delta]).map(({ channel, measures }) => [channel, measures[0]])).toEqual([['counter', 2], ['post', 1]]);
  expect(() => mergeDeltas([{ ...delta, measures: [...delta.measures, 1] }])).toThrow('more measures');
});
