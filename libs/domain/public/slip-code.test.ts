import { describe, expect, test } from 'vitest';
import { readSlipCode, slipCodeFrom } from './slip-code.js';

describe('the code on a slip', () => {
  test.each([
    ['00000000', '000000'],
    ['ffffffff', 'ZZZZZZ'],
    ['84210842', 'GGGGGG'],
    // The two bits behind the thirty change nothing.
    ['00000003', '000000'],
    ['00000004', '000001'],
  ])('of a hash that begins %s is %s', (hash, code) => {
    expect(slipCodeFrom(`${hash}${'ab'.repeat(28)}`)).toBe(code);
  });

  test.each([
    ['7k3m9q', '7K3M9Q'],
    [' 7K3 M9Q ', '7K3M9Q'],
    ['7k3-m9q', '7K3M9Q'],
    ['oil0OL', '011001'],
  ])('typed as %j is read as %s', (typed, code) => {
    expect(readSlipCode(typed)).toBe(code);
  });
});
