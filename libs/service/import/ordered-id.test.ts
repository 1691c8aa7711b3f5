import { expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { orderedIds } from './ordered-id.js';

test('ten thousand ids are different UUIDs of version 7 that rise in the order in which they were asked for', () => {
  const next = orderedIds(parseInstant('2026-03-02T08:00:00+07:00'));
  const ids = Array.from({ length: 10_000 }, next);
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
});
