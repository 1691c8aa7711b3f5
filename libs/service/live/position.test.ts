import { describe, expect, test } from 'vitest';
import { formatPosition, isWithin, parsePosition, type Position, positionBelow, sees } from './position.js';

function at(text: string): Position {
  const position = parsePosition(text);
  if (position === undefined) throw new Error(`${text} is no position`);
  return position;
}

describe('a position of the ledger', () => {
  test.each(['7:7:', '7:9:7', '18446744:18446800:18446744,18446799'])('%s is written as it was read', (text) => {
    expect(formatPosition(at(text))).toBe(text);
  });

  test.each(['', '7', '7:8', '7:8:x', '7:8:7,', 'a:b:', '1:2:3; DROP TABLE dossier', `1:2:${'9'.repeat(20)}`])('%j is none', (text) => {
    expect(parsePosition(text)).toBeUndefined();
  });

  test.each([
    [6n, true, 'below everything that ran'],
    [7n, false, 'still running'],
    [8n, true, 'over, though an older one still ran'],
    [9n, false, 'not begun'],
  ])('at 7:9:7 transaction %s is seen: %s, for it was %s', (xact, isSeen) => {
    expect(sees(at('7:9:7'), xact)).toBe(isSeen);
  });

  test.each([
    ['7:7:', '7:9:7', true, 'later'],
    ['7:9:7', '9:9:', true, 'later, with what ran over'],
    ['7:9:7', '7:9:7', true, 'the same'],
    ['9:9:', '7:9:7', false, 'one that could not see 7 yet'],
    ['7:9:7', '8:9:8', false, 'one that could not see 8, which was over before'],
    ['9:12:', '9:9:', false, 'earlier'],
  ])('what %s saw is within what %s saw: %s, for that is %s', (earlier, later, isInside) => {
    expect(isWithin(at(earlier), at(later))).toBe(isInside);
  });

  test('below a number everything is over and nothing else has begun', () => {
    expect(formatPosition(positionBelow(41n))).toBe('41:41:');
  });
});
