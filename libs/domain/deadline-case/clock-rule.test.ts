import { expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { formatLocalTime, instant } from '../time/instant.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { datesAround } from './clock-rule.js';

const DAY: TimeLimit = { unit: 'working-days', amount: 1 };

test.each([
  // end                after                                      told                     why
  ['2026-08-27T00:00', DAY, '2026-08-27T17:00', 'an end at 24:00 of Wednesday 26 August: one working day after it is Thursday'],
  ['2026-08-29T00:00', DAY, '2026-09-03T17:00', 'an end at 24:00 of Friday: the four days after it are off'],
  ['2026-08-26T09:00', DAY, '2026-08-27T09:00', 'an end within the day: the same clock time'],
  ['2026-08-27T00:00', { unit: 'working-hours', amount: 2 }, '2026-08-27T09:00', 'hours count from the opening'],
] as const)('a level %s after an end is told at its time: %o gives %s – %s', (end, after, told, _why) => {
  const { escalateAt } = datesAround(at(end), { from: at('2026-08-20T09:00'), escalations: [after] }, officeCalendar);
  expect(escalateAt.map((each) => formatLocalTime(instant(each)))).toEqual([`${told}:00`]);
});
