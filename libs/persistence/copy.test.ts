import { describe, expect, test } from 'vitest';
import { CopyRows, copyText } from './copy.js';

describe('rows for COPY', () => {
  test.each([
    ['plain', 'plain'],
    ['tab\tnew\nline\\', 'tab\\tnew\\nline\\\\'],
    ['\\N', '\\\\N'],
    [null, '\\N'],
    [1_772_413_200_000, '1772413200000'],
    [true, 't'],
    [false, 'f'],
    [new Uint8Array([0, 255]), '\\\\x00ff'],
    [['a', 'b "c"', 'd\\e'], '{"a","b \\\\"c\\\\"","d\\\\\\\\e"}'],
    [[], '{}'],
  ])('%j is written %s', (value, text) => {
    expect(copyText(value)).toBe(text);
  });

  test('are lines of values parted by tabs, an empty first value included', () => {
    expect(Buffer.concat(new CopyRows([['', 'x'], ['y', null]]).chunks()).toString()).toBe('\tx\ny\t\\N\n');
  });

  test('come out whole and in order however many there are', () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => ['đường số', index] as const);
    expect(Buffer.concat(new CopyRows(rows).chunks()).toString()).toBe(rows.map(([street, index]) => `${street}\t${String(index)}\n`).join(''));
  });
});
