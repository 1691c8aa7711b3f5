import { expect, test } from 'vitest';
import type { z } from 'zod';
import { ROUTES } from './routes.js';

/** Addresses are kept by browsers, proxies and logs: what names a person or says something of one is sent in bodies. */
const WORDS = ['Quách Thị Dấu Ấn', 'quach thi dau an', '0987 424 242', 'dauan.zz@example.vn Ấn'];

/** Every parameter in the address of a route, by where it stands. */
const PARAMETERS = ROUTES.flatMap(({ method, path, params, query }) => Object.entries<z.core.$ZodType>({ ...params, ...query?.shape }).map(([name, schema]) => [`${method} ${path} ${name}`, schema as z.ZodType] as const));

test('no parameter of any address takes a name, a number as people write it or a sentence', () => {
  expect(PARAMETERS.length).toBeGreaterThan(300);
  const taking = PARAMETERS.filter(([, schema]) => WORDS.some((words) => schema.safeParse(words).success)).map(([place]) => place);
  expect(taking).toEqual([]);
});
