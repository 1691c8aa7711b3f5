import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import shell from '../texts/vi/shell.json' with { type: 'json' };
import { formatPercent, formatWholePercent, keepUnits } from './numbers.js';

beforeAll(() => i18next.init({ lng: 'vi', resources: { vi: { shell } } }));

describe('a number with its unit', () => {
  test('is never parted by the end of a line', () => {
    expect([formatPercent(84.23), formatPercent(0), formatWholePercent(1_284)]).toEqual(['84,23\u00a0%', '0,00\u00a0%', '1.284\u00a0%']);
    for (const shown of [formatPercent(84.23), formatPercent(100), formatWholePercent(84)]) expect(shown).not.toMatch(/[ \t\n]/u);
  });

  test('is said in words where nothing arose', () => {
    expect(formatPercent(null)).toBe('không phát sinh');
  });

  test('keeps the word behind it in a text of several', () => {
    expect(keepUnits('1.012 giờ 05 phút')).toBe('1.012\u00a0giờ 05\u00a0phút');
    expect(keepUnits('không phát sinh')).toBe('không phát sinh');
  });
});
