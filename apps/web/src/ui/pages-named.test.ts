import { expect, test } from 'vitest';
import { pagesNamed } from './pages-named.js';

test.each([
  [1, 1, [1]],
  [2, 4, [1, 2, 3, 4]],
  [1, 9, [1, 2, 3, undefined, 9]],
  [5, 9, [1, undefined, 3, 4, 5, 6, 7, undefined, 9]],
  [9, 9, [1, undefined, 7, 8, 9]],
])('page %d of %d', (page, count, named) => {
  expect(pagesNamed(page, count)).toEqual(named);
});
