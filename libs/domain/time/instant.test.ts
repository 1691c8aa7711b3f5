import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayEndingAt, formatInstant, formatLocalTime, instant, instantAt, localDateOf, minuteOfDay, parseInstant, parseLocalTime, sameClockAfter, startOfDay } from './instant.js';
import { formatLocalDate, parseLocalDate } from './local-date.js';
import { TimeFormatError } from './time-format-error.js';

describe('instants', () => {
  test.each([
    ['2026-11-20T16:30:00+07:00', '2026-11-20T16:30:00+07:00'],
    ['2026-11-20T16:30+07:00', '2026-11-20T16:30:00+07:00'],
    ['2026-11-20T09:30:00Z', '2026-11-20T16:30:00+07:00'],
    ['2026-11-20T23:30:00.250-10:30', '2026-11-21T17:00:00.250+07:00'],
    ['2026-12-31T17:00:00.5Z', '2027-01-01T00:00:00.500+07:00'],
    ['1969-12-31T17:00:00Z', '1970-01-01T00:00:00+07:00'],
    ['1899-12-31T23:59:59.999+07:00', '1899-12-31T23:59:59.999+07:00'],
  ])('%s is %s in Viet Nam', (text, formatted) => {
    expect(formatInstant(parseInstant(text))).toBe(formatted);
  });

  test.each([
    '2026-11-20T16:30:00',
    '2026-11-20',
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T16:60:00Z',
    '2026-11-20T16:30:60Z',
    '2026-11-20T16:30:00+24:00',
    '2026-11-20 16:30:00Z',
    ' 2026-11-20T16:30:00Z',
    '',
  ])('the text "%s" is refused and named', (text) => {
    expect(() => parseInstant(text)).toThrow(TimeFormatError);
    expect(() => parseInstant(text)).toThrow(`"${text.slice(0, 10)}`);
  });

  test('writing an instant and reading it back gives the same instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_208_988_800_000, max: 4_102_444_800_000 }), (ms) => {
        expect(parseInstant(formatInstant(instant(ms)))).toBe(ms);
      }),
    );
  });

  test('an instant is a whole number', () => {
    expect(() => instant(1.5)).toThrow(RangeError);
    expect(() => instant(Number.NaN)).toThrow(RangeError);
  });

  test.each([
    ['2026-11-20T23:59:59.999+07:00', '2026-11-20', 1439, '2026-11-20'],
    ['2026-11-21T00:00:00+07:00', '2026-11-21', 0, '2026-11-20'],
    ['2026-11-21T00:00:59+07:00', '2026-11-21', 0, '2026-11-21'],
    ['2026-11-20T17:30:00Z', '2026-11-21', 30, '2026-11-21'],
  ])('%s lies in %s at minute %i and ends in %s', (text, date, minute, ending) => {
    const at = parseInstant(text);
    expect(formatLocalDate(localDateOf(at))).toBe(date);
    expect(minuteOfDay(at)).toBe(minute);
    expect(formatLocalDate(dayEndingAt(at))).toBe(ending);
  });

  test('24:00 of a day is 00:00 of the next, and no minute lies beyond it', () => {
    const date = parseLocalDate('2026-12-31');
    expect(instantAt(date, 1440)).toBe(startOfDay(parseLocalDate('2027-01-01')));
    expect(() => instantAt(date, 1441)).toThrow(RangeError);
    expect(() => instantAt(date, -1)).toThrow(RangeError);
  });
});

describe('local times', () => {
  test.each([
    ['2026-11-20', '2026-11-20T00:00:00'],
    ['2026-11-20T16:30', '2026-11-20T16:30:00'],
    ['2026-11-20T16:30:05', '2026-11-20T16:30:05'],
    ['2026-11-20T16:30:05.25', '2026-11-20T16:30:05.250'],
    ['0001-01-01T00:00', '0001-01-01T00:00:00'],
  ])('%s is %s', (text, formatted) => {
    expect(formatLocalTime(parseLocalTime(text))).toBe(formatted);
    expect(parseInstant(`${formatted}+07:00`)).toBe(parseLocalTime(text));
  });

  test.each(['2026-11-20T16:30Z', '2026-11-20T16:30+07:00', '2026-11-20T24:00', '2026-11-20T16:60', '2026-11-20T16', '2026-11-20T16:30:05.1234', '2026-11-20 16:30', '2026-02-30T16:30', '2026-11-31', ''])(
    'the local time "%s" is refused and named',
    (text) => {
      expect(() => parseLocalTime(text)).toThrow(TimeFormatError);
      expect(() => parseLocalTime(text)).toThrow(`"${text.slice(0, 10)}`);
    },
  );
});

test.each([
  ['2026-02-28T16:30:05', 1, '2026-03-01T16:30:05'],
  ['2026-01-01T00:00', -1, '2025-12-31T00:00:00'],
  ['2024-02-28T23:59:59.999', 2, '2024-03-01T23:59:59.999'],
])('the same clock time as %s, %i calendar days later, is %s', (start, days, later) => {
  expect(formatLocalTime(sameClockAfter(parseLocalTime(start), days))).toBe(later);
  expect(() => sameClockAfter(parseLocalTime(start), days + 0.5)).toThrow(RangeError);
});
