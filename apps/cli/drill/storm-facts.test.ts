import { expect, test } from 'vitest';
import { behind, judgeStorm, type OwedApology, type RecordedLateness } from './storm-facts.js';

const DUE = 1_800_000_000_000;
const WAVE = { codes: ['A', 'B', 'C'], dueAt: DUE };
const late = (code: string, changed: Partial<RecordedLateness> = {}): RecordedLateness => ({ code, dueAt: DUE, occurredAt: DUE, recordedAt: DUE + 2_000, ...changed });
const owed = (code: string): OwedApology => ({ code, recordedAt: DUE + 2_000 });
const ALL_OWED = [owed('A'), owed('B'), owed('C')];

test('a storm in which everyone became late once and owes one apology leaves nothing to find', () => {
  expect(judgeStorm(WAVE, 3, [late('A'), late('B'), late('C', { recordedAt: DUE + 900_000 })], ALL_OWED)).toEqual([]);
});

test('a lateness that is missing, doubled, of another date, at another instant or too early is found', () => {
  const latenesses = [late('A'), late('A'), late('B', { dueAt: DUE + 1 }), late('B', { occurredAt: DUE - 1, recordedAt: DUE - 1 })];
  expect(judgeStorm(WAVE, 3, latenesses, ALL_OWED).map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
    'doubled: dossier A became late 2 times',
    'doubled: dossier B became late 2 times',
    'wrong: dossier B was due at 2027-01-15T08:00:00.000Z and became late at 2027-01-15T08:00:00.000Z, with 2027-01-15T08:00:00.001Z as its date',
    'wrong: dossier B was due at 2027-01-15T08:00:00.000Z and became late at 2027-01-15T07:59:59.999Z, with 2027-01-15T08:00:00.000Z as its date',
    'wrong: dossier B became late 1 ms before its date',
    'lost: dossier C became late never',
  ]);
});

test('workflows that did not sleep until the moment are found: what was late then was no storm', () => {
  const latenesses = WAVE.codes.map((code) => late(code));
  expect(judgeStorm(WAVE, 2, latenesses, ALL_OWED)).toEqual([{ kind: 'wrong', what: 'only 2 of 3 workflows slept until the moment: the others were not started by then' }]);
});

test('an apology owed twice or not at all is found', () => {
  expect(judgeStorm(WAVE, 3, WAVE.codes.map((code) => late(code)), [owed('A'), owed('B'), owed('B')]).map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
    'doubled: dossier B owes its apology 2 times',
    'lost: dossier C owes its apology never',
  ]);
});

test('how far behind a moment instants lie is told in their order, not as they came', () => {
  const instants = Array.from({ length: 100 }, (_, index) => DUE + (100 - index) * 10);
  expect(behind(DUE, instants)).toEqual({ count: 100, p50Ms: 500, p99Ms: 990, worstMs: 1_000 });
  expect(behind(DUE, [])).toEqual({ count: 0, p50Ms: 0, p99Ms: 0, worstMs: 0 });
});
