import { describe, expect, test } from 'vitest';
import { decimal, OperatorBuffer } from './operator-buffer.js';

function written(write: (into: OperatorBuffer) => void): string {
  const into = new OperatorBuffer();
  write(into);
  return into.toString();
}

describe('operators of a page as bytes', () => {
  test.each([
    [0, '0'], [7, '7'], [10, '10'], [841.89, '841.89'], [0.4, '0.4'], [0.05, '0.05'], [0.001, '0.001'], [0.000_4, '0'], [9.999_6, '10'], [1_234_567.5, '1234567.5'], [-12.25, '-12.25'], [-0.000_1, '0'],
  ])('%d is written %s', (value, text) => {
    expect(written((into) => { into.number(value); })).toBe(text);
  });

  test('every number is written as toFixed rounds it, the middle between two thousandths included', () => {
    const values = Array.from({ length: 20_000 }, (_, index) => index * 0.061_7 + 1 / 3).concat(Array.from({ length: 4_000 }, (_, index) => index / 2_000 + 0.000_5));
    expect(written((into) => { values.forEach((value) => { into.number(value); into.text('\n'); }); })).toBe(values.map((value) => `${decimal(value)}\n`).join(''));
  });

  test('it holds whatever a page needs, and begins anew when it is cleared', () => {
    const long = '<0123456789abcdef> '.repeat(20_000);
    const into = new OperatorBuffer();
    into.text('q ');
    into.text(long);
    into.text(' Q');
    expect(into.toString()).toBe(`q ${long} Q`);
    into.clear();
    expect(into.size).toBe(0);
    into.text('BT');
    expect(Buffer.from(into.view()).toString('latin1')).toBe('BT');
  });
});
