import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ApiModule } from '../api.module.js';
import type { ApiParts } from '../parts.js';
import { ANSWER_EXAMPLES } from './answer-examples.js';
import { BUDGET_ROUTES } from './budget-routes.js';
import { CASE_ROUTES } from './case-routes.js';
import { buildDocument } from './document.js';
import { DELAY_ROUTES } from './delay-routes.js';
import { FEEDBACK_ROUTES } from './feedback-routes.js';
import { FIGURE_ROUTES } from './figure-routes.js';
import { GROUP_ROUTES } from './group-routes.js';
import { ANSWER_NAMES } from './answer-names.js';
import { REQUEST_NAMES } from './request-names.js';
import { NATIONAL_INDEX_ROUTES } from './national-index-routes.js';
import { MORNING_ROUTES } from './morning-routes.js';
import { PAR_INDEX_ROUTES } from './par-index-routes.js';
import { PORTAL_COMPARISON_ROUTES } from './portal-comparison-routes.js';
import { PORTAL_ROUTES } from './portal-routes.js';
import { PROCEDURE_ROUTES } from './procedure-routes.js';
import { PUBLICATION_ROUTES } from './publication-routes.js';
import { RISK_ROUTES } from './risk-routes.js';
import { REPORT_ROUTES } from './report-routes.js';
import { PUBLISHED_FIGURE_ROUTES } from './published-figure-routes.js';
import { QUALITY_ROUTES } from './quality-routes.js';
import { ROUTES } from './routes.js';
import { TASK_ROUTES } from './task-routes.js';
import { WHAT_IF_ROUTES } from './what-if-routes.js';
import { QUEUE_TICKET_ROUTES } from './queue-ticket-routes.js';
import { WATCH_ROUTES } from './watch-routes.js';

const document = buildDocument();
const SETTINGS = { identity: { issuer: 'http://issuer.test', audience: 'test', jwksUrl: 'http://issuer.test/jwks' } };
/** Routes that are shown with examples. */
const OTHER_CLOCKS = [...BUDGET_ROUTES, ...CASE_ROUTES, ...DELAY_ROUTES, ...FEEDBACK_ROUTES, ...FIGURE_ROUTES, ...GROUP_ROUTES, ...MORNING_ROUTES, ...NATIONAL_INDEX_ROUTES, ...PAR_INDEX_ROUTES, ...PORTAL_COMPARISON_ROUTES, ...PORTAL_ROUTES, ...PROCEDURE_ROUTES, ...PUBLICATION_ROUTES, ...QUALITY_ROUTES, ...PUBLISHED_FIGURE_ROUTES, ...REPORT_ROUTES, ...RISK_ROUTES, ...TASK_ROUTES, ...QUEUE_TICKET_ROUTES, ...WATCH_ROUTES, ...WHAT_IF_ROUTES];

describe('the description of the API', () => {
  test('names every route the controllers serve, and no other', () => {
    const { controllers = [] } = ApiModule.over({ settings: SETTINGS } as unknown as ApiParts);
    const served = controllers.flatMap((controller) => routesOf(controller as unknown as Controller));
    expect(ROUTES.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served.sort());
  });

  test('gives every operation a name of its own', () => {
    const names = ROUTES.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });

  test('refers only to schemas it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
    expect(references.length).toBeGreaterThan(ROUTES.length);
  });

  test('describes every parameter of a path, and none besides', () => {
    const wrong = ROUTES.filter(({ path, params }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      return named.join() !== Object.keys(params ?? {}).join();
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('offers a next page on every list', () => {
    const lists = Object.entries(document.components.schemas).filter(([name]) => name.endsWith('Page'));
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter(([, schema]) => !JSON.stringify(schema['required']).includes('next')).map(([name]) => name)).toEqual([]);
  });

  test('requires of an address only what has no usual value', () => {
    const required = Object.values(document.paths).flatMap((methods) => Object.values(methods).flatMap(({ parameters }) => (parameters as readonly Parameter[]).filter((each) => each.required)));
    expect(required.filter((parameter) => parameter.in === 'query')).toEqual([]);
    expect([...new Set(required.filter((parameter) => parameter.in === 'header').map(({ name }) => name))]).toEqual(['Idempotency-Key']);
  });

  test('is an OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  test.each(ROUTES.flatMap(({ id, body }) => (body !== undefined && 'json' in body ? [[id, body.json] as const] : [])))('shows only examples of what %s takes', (_id, schema) => {
    expect(examplesOf(schema).map((example) => schema.safeParse(example).error)).toEqual(examplesOf(schema).map(() => undefined));
  });

  test.each(OTHER_CLOCKS.flatMap(({ id, body }) => (body !== undefined && 'json' in body ? [[id, body.json] as const] : [])))('shows an example of what %s takes', (_id, schema) => {
    expect(examplesOf(schema)).not.toEqual([]);
  });

  const answered = OTHER_CLOCKS.flatMap(({ id, answers }) =>
    Object.entries(answers).flatMap(([status, { content }]) => (content !== undefined && 'json' in content ? [[`${id} ${status}`, content.json] as const] : [])),
  );
  test.each(answered)('shows an example of what %s answers, as it answers', (name, schema) => {
    const shown = name in ANSWER_EXAMPLES ? [ANSWER_EXAMPLES[name]] : examplesOf(schema);
    expect(shown).not.toEqual([]);
    expect(shown.map((example) => schema.safeParse(example).error)).toEqual(shown.map(() => undefined));
  });

  test('has examples only of answers it describes', () => {
    const described = ROUTES.flatMap(({ id, answers }) => Object.keys(answers).map((status) => `${id} ${status}`));
    expect(Object.keys(ANSWER_EXAMPLES).filter((name) => !described.includes(name))).toEqual([]);
  });

  test('tells a probability of lateness by three routes, which want a token and make no file: advice does not leave the house', () => {
    const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, JSON.stringify(schema)] as const);
    const telling = new Set(schemas.flatMap(([name, text]) => (text.includes('"probability":{') ? [name] : [])));
    for (let size = 0; size < telling.size; ) {
      size = telling.size;
      for (const [name, text] of schemas) if ([...telling].some((one) => text.includes(`"#/components/schemas/${one}"`))) telling.add(name);
    }
    const routes = ROUTES.filter(({ method, path }) => [...telling].some((name) => JSON.stringify(document.paths[path]?.[method]?.['responses']).includes(`"#/components/schemas/${name}"`)));
    expect(routes.map(({ id, open }) => [id, open ?? false]).sort()).toEqual([['listEndangered', false], ['listRisks', false], ['readDossierRisk', false]]);
  });

  test('refuses unknown fields of every request', () => {
    expect(document.components.schemas['Intake']).toMatchObject({ type: 'object', additionalProperties: false });
    const commands = document.components.schemas['CommandRequest']?.['oneOf'] as readonly { readonly additionalProperties: boolean }[];
    expect(commands.every(({ additionalProperties }) => !additionalProperties)).toBe(true);
  });

  test.each([
    ['post', '/api/v1/dossiers', ['201', '400', '401', '403', '409', '413', '415', '422', '500', '503']],
    ['post', '/api/v1/dossiers/{code}/commands', ['200', '202', '400', '401', '403', '404', '409', '413', '414', '415', '422', '429', '500', '503']],
    ['get', '/health/ready', ['200', '503']],
  ])('lists what %s %s may answer', (method, path, statuses) => {
    expect(Object.keys(document.paths[path]?.[method]?.['responses'] as object)).toEqual(statuses);
  });
});

/** Examples of a named schema as the document shows them. */
function examplesOf(schema: z.ZodType): readonly unknown[] {
  const name = REQUEST_NAMES.get(schema)?.id ?? ANSWER_NAMES.get(schema)?.id ?? '';
  return (document.components.schemas[name]?.['examples'] ?? []) as readonly unknown[];
}

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean };
type Controller = { readonly prototype: Readonly<Record<string, object>> };

function routesOf(controller: Controller): string[] {
  const prefix = Reflect.getMetadata('path', controller) as string;
  return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
    const handler = controller.prototype[name];
    const path = handler === undefined ? undefined : (Reflect.getMetadata('path', handler) as string | undefined);
    if (name === 'constructor' || handler === undefined || path === undefined) {
      return [];
    }
    const method = RequestMethod[Reflect.getMetadata('method', handler) as number]?.toLowerCase() ?? '';
    const whole = `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/\/$/, '');
    return [`${method} ${whole.replaceAll(/:(\w+)/g, '{$1}')}`];
  });
}
