import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { ApiModule } from '../api.module.js';
import type { ApiParts } from '../parts.js';
import { buildDocument } from './document.js';
import { ROUTES } from './routes.js';

const document = buildDocument();
const SETTINGS = { identity: { issuer: 'http://issuer.test', audience: 'test', jwksUrl: 'http://issuer.test/jwks' } };

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
    expect(required.filter((parameter) => parameter.in === 'header').map(({ name }) => name)).toEqual(ROUTES.filter(({ idempotent }) => idempotent === true).map(() => 'Idempotency-Key'));
  });

  test('is an OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
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
