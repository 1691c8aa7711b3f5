import { expect, test } from 'vitest';
import { missedOf } from './verdict.js';

const spread = (name: string, p50: number, p95: number) => ({ name, p50, p95 });
const question = (p50: number, p95: number, scan: number) => ({ cells: spread('a question', p50, p95), plain: spread('a question', scan, scan), scan: spread('a question', scan, scan) });
const list = (p95: number) => ({ reader: spread('a list', 1, p95), application: spread('a list', 1, p95) });
const KEPT = {
  loaded: { dossiers: 10_000_000, loadSeconds: 1, indexSeconds: 1, foldSeconds: 1 },
  questions: [question(2, 20, 1_000)],
  panels: [spread('a panel', 5, 20)],
  lists: [list(50)],
  writeCost: { transitions: 1, walOfTransition: 100, walOfDeltas: 20, msOfTransition: 10, msOfDeltas: 2 },
};

test('what is at its limit is kept', () => {
  expect(missedOf(KEPT)).toEqual([]);
});

test('what is past its limit is told with both numbers', () => {
  expect(missedOf({ ...KEPT, questions: [question(2, 20.1, 998)], panels: [spread('a panel', 5, 25)], lists: [list(51)], writeCost: { ...KEPT.writeCost, walOfDeltas: 21, msOfDeltas: 2.1 } })).toEqual([
    'a question: p95 20.1 ms, promised 20',
    'a panel: p95 25.0 ms, promised 20',
    'a list: p95 51.0 ms, promised 50',
    'a question: 499 times faster than counting, promised 500',
    "figures take 21.0 % of a transition's bytes, promised 20 %",
    "figures take 21.0 % of a transition's time, promised 20 %",
  ]);
});

test('how many times faster is judged of ten million only: of few, counting takes nothing', () => {
  expect(missedOf({ ...KEPT, loaded: { ...KEPT.loaded, dossiers: 1_000_000 }, questions: [question(2, 3, 20)] })).toEqual([]);
});
