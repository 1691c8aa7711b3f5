import { describe, expect, test } from 'vitest';
import { parseSettings, settingsOf } from '../procedure/parse-settings.js';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import { retentionEnd, retentionRuleOf, type RetentionRule } from './retention-settings.js';

const RULES: readonly RetentionRule[] = [{ years: 20, from: 'next-year' }, { field: 'G02', years: 10, from: 'next-year' }, { procedure: '1.013225', years: 5, from: 'last-event' }];

describe('a retention rule', () => {
  test.each([
    ['1.013225', 'G02', 5],
    ['1.000001', 'G02', 10],
    ['1.000001', 'G09', 20],
  ])('for procedure %s of field %s is the narrowest: %i years', (procedure, field, years) => {
    expect(retentionRuleOf({ dossiers: RULES }, { procedure, field })?.years).toBe(years);
  });

  test('that nobody set keeps everything', () => {
    expect(settingsOf(parseSettings({})).retention).toEqual({ dossiers: [] });
    expect(retentionRuleOf({ dossiers: RULES.slice(1) }, { procedure: '1.000001', field: 'G09' })).toBeUndefined();
  });

  test.each([
    ['last-event', '2024-02-29', '2029-02-28'],
    ['last-event', '2026-08-19', '2031-08-19'],
    ['next-year', '2026-01-01', '2032-01-01'],
    ['next-year', '2026-12-31', '2032-01-01'],
  ] as const)('of five years counted from %s of %s ends %s', (from, lastEvent, end) => {
    expect(formatLocalDate(retentionEnd({ years: 5, from }, parseLocalDate(lastEvent)))).toBe(end);
  });

  test.each([
    [{ dossiers: [{ years: 0, from: 'last-event' }] }, 'retention.dossiers[0].years'],
    [{ dossiers: [{ years: 5 }] }, 'retention.dossiers[0].from'],
    [{ dossiers: [{ years: 5, from: 'last-event', procedure: '1.1', field: 'G02' }] }, 'retention.dossiers[0].field'],
    [{ dossiers: [{ years: 5, from: 'last-event' }, { years: 6, from: 'last-event' }] }, 'retention.dossiers[1]'],
    [{ accessLogDays: 365 }, 'retention.accessLogDays'],
  ])('%j is refused at %s', (retention, path) => {
    expect(() => parseSettings({ retention })).toThrow(path);
  });
});
