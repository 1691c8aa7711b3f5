import { describe, expect, test } from 'vitest';
import { buildDocument } from './document.js';

const document = buildDocument();

/** Names that make an object a figure: a number nobody should read without what it is made of. */
const FIGURES = [['numerator'], ['denominator'], ['n', 'd']] as const;
/** What stands beside every figure, in the object or around it. */
const BESIDE = ['formula', 'formulaVi', 'period', 'asOf'] as const;

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface FoundFigure {
  readonly place: string;
  readonly missing: readonly string[];
}

/** Every figure in an answer, with what is missing beside it. */
function figuresIn(schema: Schema, place: string, around: ReadonlySet<string>, open: readonly string[] = []): readonly FoundFigure[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return open.includes(name) ? [] : figuresIn(document.components.schemas[name] ?? {}, place, around, [...open, name]);
  }
  const properties = schema.properties ?? {};
  const names = new Set([...around, ...Object.keys(properties)]);
  const isFigure = FIGURES.some((each) => each.every((name) => name in properties));
  const missing = BESIDE.filter((name) => !names.has(name));
  return [
    ...(isFigure ? [{ place, missing }] : []),
    ...Object.entries(properties).flatMap(([name, each]) => figuresIn(each, `${place}.${name}`, names, open)),
    ...(schema.items === undefined ? [] : figuresIn(schema.items, `${place}[]`, names, open)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => figuresIn(each, place, names, open)),
  ];
}

const found = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    Object.entries(operation['responses'] as Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, { content }]) => figuresIn(content?.['application/json']?.schema ?? {}, `${method} ${path}`, new Set())),
  ),
);

describe('every figure the API answers', () => {
  test('is told with its formula in both languages, its period and the moment it is as of', () => {
    expect(found.filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  test('is found by this test where there is one', () => {
    const places = found.map(({ place }) => place.split('.')[0]);
    expect(places).toEqual(expect.arrayContaining(['get /api/v1/metrics/{rate}', 'get /api/v1/metrics/budget', 'get /api/v1/metrics/compare', 'get /api/v1/figures/published/{id}', 'get /api/v1/national-index', 'get /api/v1/quality-scores', 'get /api/v1/case-rates', 'get /api/v1/assigned-tasks/on-time-rate']));
  });
});
