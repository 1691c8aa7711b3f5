import { expect, test } from 'vitest';
import { findDrift } from './schema-dump.js';

test.each([
  // dump, what the migrations make, what is said
  ['a\nb\n', 'a\nb\n', undefined],
  ['a\nx\n', 'a\nb\n', 'line 2 holds "x" where the migrations make "b"'],
  ['a', 'a\nb', 'line 2 holds nothing where the migrations make "b"'],
  ['a\nb', 'a', 'line 2 holds "b" where the migrations make nothing'],
  ['', 'a', 'line 1 holds "" where the migrations make "a"'],
])('a dump of %j against %j: %s', (dump, made, said) => {
  expect(findDrift(dump, made)).toBe(said);
});
