import { expect, test } from 'vitest';
import { nearestCodes } from './nearest-codes.js';

const KNOWN = ['H99.05', 'H99.06', 'H99.31', 'H99.32', '1.014464', 'DD'];

test.each([
  ['H99.3', ['H99.31', 'H99.32', 'H99.05']],
  ['h99.31', ['H99.31', 'H99.32', 'H99.05']],
  ['1.01446', ['1.014464']],
  ['1.014446', ['1.014464']],
  ['somewhere-else', []],
  ['D', ['DD']],
])('nearest to %s are %j', (code, expected) => {
  expect(nearestCodes(code, KNOWN)).toEqual(expected);
});
