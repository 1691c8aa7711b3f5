import { expect, test } from 'vitest';
import { jsonDifference } from './json-difference.js';

test('equal values differ nowhere, whatever the order of their keys and the form of their letters', () => {
  expect(jsonDifference({ a: 1, b: ['Tiếng'] }, { b: ['Tiếng'.normalize('NFD')], a: 1 })).toEqual([]);
});

test('a difference stands at its own place, with what each side says there', () => {
  expect(jsonDifference({ a: { b: [1, 2], c: 3 } }, { a: { b: [1, 4], d: 5 } })).toEqual([
    { path: 'a.b[1]', before: 2, after: 4 },
    { path: 'a.d', after: 5 },
    { path: 'a.c', before: 3 },
  ]);
});

test('a list of another length, and a value of another kind, is one place', () => {
  expect(jsonDifference({ a: [1] }, { a: [1, 2] })).toEqual([{ path: 'a', before: [1], after: [1, 2] }]);
  expect(jsonDifference({ a: {} }, { a: null })).toEqual([{ path: 'a', before: {}, after: null }]);
});
