import { expect, test } from 'vitest';
import { supplementWarnings } from './supplement-warnings.js';

test.each([
  // requests made, another possible, warned of
  [0, true, undefined],
  [1, true, 'lãnh đạo phòng'],
  [1, false, undefined],
  [2, false, 'không được yêu cầu thêm'],
] as const)('after %i requests, another possible: %s, the screen warns of “%s”', (requests, mayAsk, warning) => {
  const [line] = supplementWarnings(requests, mayAsk);
  expect(warning === undefined ? line : line?.includes(warning)).toBe(warning === undefined ? undefined : true);
});
