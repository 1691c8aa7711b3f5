import { expect, test } from 'vitest';
import { restUntilOther, toldOn } from './notice-moment.js';

const FROM = '2026-11-30T16:30:00+07:00';
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;

test.each([
  ['before its hour', '2026-11-30T16:29:59+07:00', FROM, undefined],
  ['from its hour on', FROM, FROM, '2026-11-30'],
  ['for the rest of the day', '2026-11-30T23:59:59+07:00', FROM, '2026-11-30'],
  ['on a day off', '2026-11-29T17:00:00+07:00', null, undefined],
])('whether a desk is told %s', (_, asOf, transferNoticeFrom, day) => {
  expect(toldOn({ asOf, transferNoticeFrom })).toBe(day);
});

test.each([
  ['at its hour, in the morning', '2026-11-30T08:30:00+07:00', FROM, 8 * HOUR_MS + SECOND_MS],
  ['when the day is over, in the evening', '2026-11-30T18:00:00+07:00', FROM, 6 * HOUR_MS + SECOND_MS - 1],
  ['when the day is over, on a day off', '2026-11-29T18:00:00+07:00', null, 6 * HOUR_MS + SECOND_MS - 1],
])('the queues are asked for again %s', (_, asOf, transferNoticeFrom, rest) => {
  expect(restUntilOther({ asOf, transferNoticeFrom }, Date.parse(asOf))).toBe(rest);
});

test('the queues are asked for again in a moment where the hour passed while the computer slept', () => {
  expect(restUntilOther({ asOf: '2026-11-30T08:30:00+07:00', transferNoticeFrom: FROM }, Date.parse('2026-12-01T07:00:00+07:00'))).toBe(SECOND_MS);
});
