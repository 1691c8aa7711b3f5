import { expect, test } from 'vitest';
import { RATE_WORDS } from '#vi';
import { toPrintable } from './fonts.js';

test.each(Object.entries(RATE_WORDS))('name and formula of %s are printed as they are written, the minus too', (_rate, { name, formula }) => {
  expect([toPrintable(name), toPrintable(formula)]).toEqual([name, formula]);
});

test('a character the faces have no glyph for is a box', () => {
  expect(toPrintable('Máy 𓀀')).toBe('Máy □');
});
