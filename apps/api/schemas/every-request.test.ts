import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROUTES } from '../openapi/routes.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What somebody may send where something else belongs; among them what has the look of it and does not exist. */
const WRONG: readonly Json[] = [
  '', ' ', 'x', '0', '-1', '\u0000', '\ud800', '0000-00-00', '0000-01-01', '0001-01-01', '2026-02-30', '9999-12-31', '2026-13', '2026-00', '2026-Q9', '2026-W00', '2026-W53', '2026-W99', '2026-H3', '2026-9M', '24:00', '25:61',
  '0000-01-01T00:00:00+07:00', '9999-12-31T23:59:59+07:00', '2026-02-30T09:00:00+07:00', '2026-08-18T09:00:00+99:99', '99999999999999999999', 'constructor', '__proto__', 'http://', '%',
  null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.5, [], {}, [null], ['', ''],
];
const SOME_EACH = 3;

/** The places of a value that hold no further places, as paths. */
function leavesOf(value: Json, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const within = Array.isArray(value) ? value.slice(0, SOME_EACH).map((item: Json, place): [number, Json] => [place, item]) : Object.entries(value);
  return [path, ...within.flatMap(([name, item]) => leavesOf(item, [...path, name]))];
}

function changed(value: Json, [name, ...rest]: readonly (string | number)[], wrong: Json): Json {
  if (name === undefined) return wrong;
  if (Array.isArray(value)) return value.map((item: Json, place) => (place === name ? changed(item, rest, wrong) : item));
  return Object.fromEntries(Object.entries(value as { readonly [name: string]: Json }).map(([key, item]) => [key, key === name ? changed(item, rest, wrong) : item]));
}

/** A check that throws answers 500; one that finds a fault, 400. */
async function thrownBy(schema: z.ZodType, value: Json): Promise<string | undefined> {
  return schema.safeParseAsync(value).then(() => undefined, (error: unknown) => `${JSON.stringify(value).slice(0, 300)}: ${String(error)}`);
}

const QUERIES = ROUTES.flatMap(({ id, query }): [string, z.ZodObject][] => (query === undefined ? [] : [[id, query]]));
const BODIES = ROUTES.flatMap(({ id, body }): [string, z.ZodType, readonly Json[]][] => (body === undefined || !('json' in body) ? [] : [[id, body.json, (body.json.meta()?.['examples'] ?? []) as readonly Json[]]]));

describe('whatever is asked for, checking it fails by saying so', () => {
  test.each(QUERIES)('of %s', async (_id, schema) => {
    const names = Object.keys(schema.shape);
    const values = WRONG.filter((wrong) => typeof wrong === 'string').flatMap((wrong) => [Object.fromEntries(names.map((name) => [name, wrong])), ...names.flatMap((name) => names.map((other) => ({ [name]: wrong, [other]: wrong })))]);
    const thrown = await Promise.all(values.map((value) => thrownBy(schema, value)));
    expect(thrown.filter((said) => said !== undefined).slice(0, 3)).toEqual([]);
  });
});

/** Places of a schema that take a whole number no column of the database holds. */
function unboundedIn(schema: z.ZodType): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, maximum } = node as { readonly type?: unknown; readonly maximum?: unknown };
    if (type === 'integer' && !(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER)) found.push(path);
    for (const [name, inner] of Object.entries(node)) walk(inner, `${path}/${name}`);
  };
  walk(z.toJSONSchema(schema, { io: 'input' }), '');
  return found;
}

describe('every whole number that may be sent has a largest', () => {
  test.each(BODIES)('to %s, so that none is too large to be kept', (_id, schema) => {
    expect(unboundedIn(schema)).toEqual([]);
  });
});

describe('whatever is sent, checking it fails by saying so', () => {
  test.each(BODIES)('to %s', async (_id, schema, examples) => {
    const values = examples.flatMap((example) => leavesOf(example).flatMap((path) => WRONG.map((wrong) => changed(example, path, wrong))));
    const thrown = await Promise.all([...WRONG, ...values].map((value) => thrownBy(schema, value)));
    expect(thrown.filter((said) => said !== undefined).slice(0, 3)).toEqual([]);
  });
});
