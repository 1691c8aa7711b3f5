import { expect, test } from 'vitest';
import { BULK_LIMIT } from '../../../../../../libs/service/bulk/bulk-action.js';
import { MOST_OF_ONE_ACTION } from './chosen.js';

test('no more is put into one action than the server takes', () => {
  expect(MOST_OF_ONE_ACTION).toBe(BULK_LIMIT);
});
