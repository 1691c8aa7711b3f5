import { describe, expect, test } from 'vitest';
import { parseInstant } from '../time/instant.js';
import { EMPTY_REGISTER, nextPlace, type RegisterEnd, type RegisterLayout, registerYear } from './register-page.js';

function enter(lines: number, layout: RegisterLayout, from: RegisterEnd = EMPTY_REGISTER): readonly RegisterEnd[] {
  const places: RegisterEnd[] = [];
  for (let last = from; places.length < lines; places.push(last)) {
    last = nextPlace(last, layout);
  }
  return places;
}

describe('lines of a register', () => {
  test('fill page after page and volume after volume, while numbers run on', () => {
    expect(enter(9, { linesPerPage: 2, pagesPerVolume: 2 }).map(({ number, volume, page }) => [number, volume, page])).toEqual([
      [1, 1, 1], [2, 1, 1], [3, 1, 2], [4, 1, 2],
      [5, 2, 1], [6, 2, 1], [7, 2, 2], [8, 2, 2],
      [9, 3, 1],
    ]);
  });

  test('stay where they are when the layout changes; what comes next keeps to the new one', () => {
    const before = enter(5, { linesPerPage: 3, pagesPerVolume: 200 }).at(-1) ?? EMPTY_REGISTER;
    expect(before).toEqual({ number: 5, volume: 1, page: 2, linesOnPage: 2 });
    expect(enter(3, { linesPerPage: 1, pagesPerVolume: 2 }, before).map(({ number, volume, page }) => [number, volume, page])).toEqual([[6, 2, 1], [7, 2, 2], [8, 3, 1]]);
  });

  test('are never more on a page than it holds, nor pages more than the volume holds', () => {
    const lines = enter(2_345, { linesPerPage: 7, pagesPerVolume: 11 });
    const pages = Map.groupBy(lines, ({ volume, page }) => `${String(volume)}/${String(page)}`);
    expect([...pages.values()].slice(0, -1).every((page) => page.length === 7)).toBe(true);
    expect(Math.max(...lines.map(({ page }) => page))).toBe(11);
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 2_345 }, (_, index) => index + 1));
  });
});

test.each([
  ['2026-12-31T23:59:59+07:00', 2026, 'the last second of the year'],
  ['2027-01-01T00:00:00+07:00', 2027, 'the first instant of the next'],
  ['2026-12-31T17:00:00Z', 2027, 'the year is that of Viet Nam, wherever the clock stands'],
])('a dossier accepted at %s belongs to %i: %s', (at, year) => {
  expect(registerYear(parseInstant(at))).toBe(year);
});
