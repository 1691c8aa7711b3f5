import { expect, test } from 'vitest';
import officer from '../../texts/vi/officer.json' with { type: 'json' };
import { partsOfWorkingTime } from './working-time.js';

test.each([
  // minutes  words           rule
  [0, '0 phút', 'nothing is left'],
  [45, '45 phút', 'minutes within an hour'],
  [130, '2 giờ 10 phút', 'hours and minutes within a day'],
  [480, '1 ngày', 'eight working hours are a day'],
  [1_110, '2 ngày 2 giờ', 'beside days minutes say nothing'],
  [-90, '1 giờ 30 phút', 'how late is said without the sign'],
])('%i working minutes are %s: %s', (minutes, words) => {
  expect(partsOfWorkingTime(minutes).map(({ unit, count }) => officer.time[unit].replace('{{count}}', String(count))).join(' ')).toBe(words);
});
