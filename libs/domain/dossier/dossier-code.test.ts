import { expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { agencies } from '../../../test/fixtures/rules.js';
import { codeAsWritten } from './code-shapes.js';
import { CODE_STYLES, SEVEN_DIGIT_2026, TT01_2018 } from './dossier-code.js';

const STYLES = { 'tt01-2018': TT01_2018, 'seven-digit-2026': SEVEN_DIGIT_2026 };

test.each([
  // style        unit              received            number    code
  ['tt01-2018', '000.00.31.H99', '2026-08-19T09:00', 1, '000.00.31.H99-260819-0001'],
  ['tt01-2018', '000.00.31.H99', '2026-01-01T00:00', 9_999, '000.00.31.H99-260101-9999'],
  ['seven-digit-2026', 'G09.20', '2026-06-09T09:00', 92_637, 'G09.20-20260609-0092637'],
] as const)('style %s writes unit %s, received %s, number %d as %s', (style, unit, received, number, code) => {
  expect(STYLES[style].format(unit, at(received), number)).toBe(code);
  expect(STYLES[style].matches(code)).toBe(true);
});

test.each([
  // style             first              second             together
  ['tt01-2018', '2026-08-19T09:00', '2026-08-19T23:59', true],
  ['tt01-2018', '2026-08-19T09:00', '2026-08-20T00:00', false],
  ['seven-digit-2026', '2026-08-19T09:00', '2026-12-31T23:59', true],
  ['seven-digit-2026', '2026-12-31T23:59', '2027-01-01T00:00', false],
] as const)('style %s counts dossiers of %s and %s in one row: %s', (style, first, second, together) => {
  expect(STYLES[style].counterKey('000.00.31.H99', at(first)) === STYLES[style].counterKey('000.00.31.H99', at(second))).toBe(together);
});

test('a style without room for the number says so instead of writing a longer code', () => {
  expect(() => TT01_2018.format('000.00.31.H99', at('2026-08-19T09:00'), 10_000)).toThrow('Number 10000 does not fit the 4 digits of dossier code style tt01-2018');
});

test.each(CODE_STYLES.map((style) => [style.name, style] as const))('style %s recognises the codes it writes for every unit of the catalogue', (_, style) => {
  for (const { unitCode } of agencies.values()) {
    expect(style.matches(style.format(unitCode, at('2026-08-19T09:00'), 1))).toBe(true);
  }
});

test.each(['', '000.00.31.H99', '000.00.31.H99-260819-001', 'H99-260819-0001', '000.00.31.H99-260819-0001 ', 'G09.20-20260609-009263'])('"%s" is no code of any style', (text) => {
  expect(CODE_STYLES.some((style) => style.matches(text))).toBe(false);
});

test.each([
  ['000.00.31.h99-260819-0001', '000.00.31.H99-260819-0001'],
  ['g09.20-20260609-0092637', 'G09.20-20260609-0092637'],
  ['cu-00001', 'cu-00001'],
])('%s is written %s', (typed, code) => {
  expect(codeAsWritten(typed)).toBe(code);
});
