import { expect, test } from 'vitest';
import { isForPeople } from './problem-words.js';

test.each([
  ['Lịch “VN”, 2026-01-03: ngày làm bù phải có ngày nghỉ được hoán đổi.', true],
  ['No dossier bears the code 000.00.31.H99-260819-0001', false],
  ['must be a period, such as 2026-08-19 – or 2026-Q3', false],
])('"%s" is for the people at the screen: %s', (words, isSo) => {
  expect(isForPeople(words)).toBe(isSo);
});
