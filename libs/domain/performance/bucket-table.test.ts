import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../dossier/events.js';
import { foldDossier } from '../dossier/fold.js';
import type { DossierState } from '../dossier/state.js';
import { BUCKET_KINDS, type Bucket, type BucketKind, type JudgedBucket } from './buckets.js';
import { standingStocks } from './figure-change.js';
import { MEASURES, NO_FIGURES, type PeriodFigures } from './measures.js';
import { computeRate, RATES, type Rate } from './rates.js';
import { deltasOf, live } from './test-support/booked.js';
import { at, becameLateEvent, intakeRefusedEvent, made, pausedEvent, receivedEvent, resultEvent, SCENE, suspendedEvent, withdrawnEvent, withStatute } from './test-support/made-events.js';

const DUE = '2026-01-20T09:00';

/** By the statute; the day before what is done late. */
const LIMIT = '2026-01-21T09:00';

/** Received with a paper to hand over to another agency and another territory, and a limit of the statute, so that rates of those count it. */
function received(due: string | undefined): NewEvent {
  const event = receivedEvent('2026-01-05T09:00', due);
  if (event.type !== 'DossierReceived') {
    throw new Error('A dossier is received first');
  }
  const owed: NewEvent = { ...event, payload: { ...event.payload, components: [{ code: 'p', copies: 1, kind: 'original' }], clocks: { ...event.payload.clocks, forwardingDueAt: at('2026-01-06T09:00') } } };
  return due === undefined ? owed : withStatute(owed, LIMIT);
}

type Step = (state: DossierState) => NewEvent;

/** What each kind does after its date passed, or well before it. */
const ENDS: Readonly<Record<Exclude<BucketKind, 'refused-at-intake'>, (when: string) => Step>> = {
  undated: (when) => (state) => resultEvent(state, when),
  'refused-after-appraisal': (when) => (state) => resultEvent(state, when, 'refused'),
  withdrawn: (when) => (state) => withdrawnEvent(state, when),
  paused: (when) => () => pausedEvent(when),
  suspended: (when) => (state) => suspendedEvent(state, at(when)),
};

function lifeOfKind(kind: BucketKind, late: boolean): readonly NewEvent[] {
  if (kind === 'refused-at-intake') {
    return [intakeRefusedEvent(at('2026-01-05T09:00'), SCENE)];
  }
  const end = ENDS[kind];
  if (kind === 'undated') {
    return live(end('2026-01-22T10:00'))(received(undefined));
  }
  return late ? live(becameLateEvent, end('2026-01-22T10:00'))(received(DUE)) : live(end('2026-01-08T10:00'))(received(DUE));
}

/** Figures of the whole of January as they stand after it; everything due in it and open after its day is overdue by date. */
function figuresOf(...lives: readonly (readonly NewEvent[])[]): PeriodFigures {
  const deltas = lives.flatMap(deltasOf);
  const counts = Object.fromEntries(MEASURES.map((measure, index) => [measure, deltas.reduce((total, { measures }) => total + (measures[index] ?? 0), 0)]));
  const past = lives.filter((life) => standingStocks(foldDossier(life), at('2026-02-01T00:00')).includes('statutoryOverdue')).length;
  return { ...NO_FIGURES, ...counts, overdueByDate: counts['overdue'] ?? 0, statutoryOverdue: (counts['statutoryOverdue'] ?? 0) + past };
}

/** Dossiers that make every rate have something to judge. */
const OTHERS: readonly (readonly NewEvent[])[] = [
  live((state) => resultEvent(state, '2026-01-12T09:00'))(received(DUE)),
  live(becameLateEvent, (state) => made('ApologySigned', '2026-01-21T08:00', { promise: state.duePromise, reasonCode: 'load' }), (state) => resultEvent(state, '2026-01-23T09:00'))(received(DUE)),
  live(becameLateEvent)(received(DUE)),
];

function bucketOf(rate: Rate, life: readonly NewEvent[]): Bucket {
  const [without, withIt] = [figuresOf(...OTHERS), figuresOf(...OTHERS, life)].map((figures) => computeRate(rate, figures));
  const [n, d] = [(withIt?.n ?? 0) - (without?.n ?? 0), (withIt?.d ?? 0) - (without?.d ?? 0)];
  return n > 0 ? 'numerator' : d > 0 ? 'denominator' : 'neither';
}

describe('the bucket of each kind of dossier is what its events do to the rate', () => {
  test.each(RATES.flatMap((rate) => BUCKET_KINDS.map((kind) => [rate.name, kind, rate] as const)))('%s: %s', (_name, kind, rate) => {
    const found: JudgedBucket = { inTime: bucketOf(rate, lifeOfKind(kind, false)), late: bucketOf(rate, lifeOfKind(kind, true)) };
    expect(found).toEqual(rate.buckets[kind]);
  });

  test('whatever stands in a numerator stands in the denominator too', () => {
    const before = figuresOf(...OTHERS);
    for (const rate of RATES) {
      for (const kind of BUCKET_KINDS) {
        for (const late of [false, true]) {
          const after = figuresOf(...OTHERS, lifeOfKind(kind, late));
          const more = [computeRate(rate, before), computeRate(rate, after)] as const;
          expect([rate.name, kind, more[1].n - more[0].n <= more[1].d - more[0].d]).toEqual([rate.name, kind, true]);
        }
      }
    }
  });
});

test('a dossier without a date is on time in no rate, open or finished', () => {
  const open = [received(undefined)];
  const finished = lifeOfKind('undated', false);
  const onTime = RATES.filter(({ name }) => /on-time|early|same-day/.test(name));
  expect(onTime).toHaveLength(10);
  for (const rate of onTime) {
    const [without, withThem] = [figuresOf(...OTHERS), figuresOf(...OTHERS, open, finished)].map((figures) => computeRate(rate, figures).n);
    expect([rate.name, withThem]).toEqual([rate.name, without]);
  }
});
