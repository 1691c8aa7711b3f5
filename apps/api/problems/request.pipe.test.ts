import { expect, test } from 'vitest';
import { z } from 'zod';
import { Problem } from './problem.js';
import { RequestPipe } from './request.pipe.js';

const schema = z.strictObject({ day: z.string(), limit: z.string().exactOptional(), of: z.union([z.literal(1), z.literal(2)]), within: z.strictObject({ a: z.string() }).exactOptional() });

async function faultsOf(value: unknown): Promise<unknown> {
  try {
    return await new RequestPipe().transform(value, { type: 'query', schema });
  } catch (error) {
    return error instanceof Problem ? error.details : error;
  }
}

test.each([
  ['what is missing', {}, [['/query/day', 'must be given'], ['/query/of', 'must be given']]],
  ['a field nobody knows, with those there are', { day: 'x', of: 1, period: 'x' }, [['/query/period', 'is not a known field; there are day, limit, of, within']]],
  ['a field nobody knows within another', { day: 'x', of: 1, within: { a: 'x', b: 'x' } }, [['/query/within/b', 'is not a known field']]],
] as const)('a request is told %s', async (_, value, faults) => {
  expect(await faultsOf(value)).toMatchObject({ errors: faults.map(([path, reason]) => ({ path, reason })) });
});
