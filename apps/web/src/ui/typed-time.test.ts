import { expect, test } from 'vitest';
import { dayTyped, dayWritten, hourTyped } from './typed-time.js';

test.each([
  ['30/11/2026', '2026-11-30'],
  ['1/2/2026', '2026-02-01'],
  ['29022028', '2028-02-29'],
  ['30-11-2026', '2026-11-30'],
  ['1.2.2026', '2026-02-01'],
  ['29/02/2026', undefined],
  ['2026-11-30', undefined],
  ['30/11/26', undefined],
  ['', undefined],
])('%j is the day %s', (text, day) => {
  expect(dayTyped(text)).toBe(day);
});

test.each([['17:00', '17:00'], ['7:30', '07:30'], ['0730', '07:30'], ['14h30', '14:30'], ['7H', '07:00'], ['24:00', undefined], ['17:60', undefined], ['17', undefined]])('%j is the hour %s', (text, hour) => {
  expect(hourTyped(text)).toBe(hour);
});

test('a day is written as it is typed', () => {
  expect(['2026-11-30', ''].map(dayWritten)).toEqual(['30/11/2026', '']);
});
