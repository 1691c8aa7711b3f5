import { expect, test } from 'vitest';
import { parseInstant } from '../time/instant.js';
import { DEFAULT_RISK, isFitHour, readRiskSettings } from './risk-settings.js';

const FITTED = parseInstant('2026-08-18T02:00:00+07:00');

test.each([
  // from until days at                           due    rule
  [60, 300, 7, '2026-08-25T01:00:00+07:00', true, 'the first minute of the night'],
  [60, 300, 7, '2026-08-25T00:59:59+07:00', false, 'a second before it'],
  [60, 300, 7, '2026-08-25T05:00:00+07:00', false, 'the end is no part of it'],
  [60, 300, 7, '2026-08-24T02:00:00+07:00', false, 'a day too early'],
  [60, 300, 1, '2026-08-19T02:00:00+07:00', true, 'each night where that is set'],
  [1380, 120, 1, '2026-08-19T23:00:00+07:00', true, 'a night over midnight, its evening'],
  [1380, 120, 1, '2026-08-20T01:59:00+07:00', true, 'a night over midnight, its morning'],
  [1380, 120, 1, '2026-08-20T12:00:00+07:00', false, 'noon is no part of that night'],
  [0, 0, 1, '2026-08-19T12:00:00+07:00', true, 'equal minutes are the whole day'],
])('from %i until %i every %i days at %s: %s, %s', (fitFromMinute, fitUntilMinute, fitEveryDays, at, due) => {
  expect(isFitHour({ fitFromMinute, fitUntilMinute, fitEveryDays }, FITTED, parseInstant(at))).toBe(due);
});

test('what an installation leaves out of its hours is as the program has it', () => {
  expect(readRiskSettings({ fitEveryDays: 3 }, 'risk')).toEqual({ ...DEFAULT_RISK, fitEveryDays: 3 });
});

test.each([
  [{ fitFromMinute: 1440 }, 'risk.fitFromMinute must be a number of minutes below 1440; found 1440'],
  [{ fitEveryDays: 0 }, 'risk.fitEveryDays must be a number of days from 1; found 0'],
])('hours and days that are none are refused: %j', (given, message) => {
  expect(() => readRiskSettings(given, 'risk')).toThrow(message);
});
