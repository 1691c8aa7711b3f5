import { describe, expect, test } from 'vitest';
import { formatPercent, formatWholePercent, keepUnits, NOTHING_AROSE } from './numbers.js';

describe('a number with its unit', () => {
  test('is never parted by the end of a line', () => {
    expect([formatPercent(84.23), formatPercent(0), formatWholePercent(1_284)]).toEqual(['84,23\u00a0%', '0,00\u00a0%', '1.284\u00a0%']);
    for (const shown of [formatPercent(84.23), formatPercent(100), formatWholePercent(84)]) expect(shown).not.toMatch(/[ \t\n]/u);
  });

  test('is said in words where nothing arose', () => {
    expect(formatPercent(null)).toBe(NOTHING_AROSE);
  });

  test('keeps the word behind it in a text of several', () => {
    expect(keepUnits('1.012 giờ 05 phút')).toBe('1.012\u00a0giờ 05\u00a0phút');
    expect(keepUnits('không phát sinh')).toBe('không phát sinh');
  });
});
