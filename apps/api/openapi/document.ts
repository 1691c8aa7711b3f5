import { z } from 'zod';
import { PUBLIC_LANGUAGES } from '#domain';
import { idempotencyKey } from '../schemas/atoms.js';
import { problemSchema } from '../views/problem-schema.js';
import { ANSWER_EXAMPLES } from './answer-examples.js';
import { ANSWER_NAMES } from './answer-names.js';
import { REQUEST_NAMES } from './request-names.js';
import type { AnswerContent, RouteDescription } from './route.js';
import { ROUTES } from './routes.js';

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 document. */
interface ApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Json & { readonly title: string; readonly version: string };
  readonly security: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json };
}

const PROBLEM_MEDIA = 'application/problem+json';
const REASONS: Readonly<Record<number, string>> = {
  400: 'The request does not have the expected form',
  401: 'No valid bearer token',
  403: 'This actor may not do this here',
  404: 'Nothing at this address',
  409: 'Not possible as things stand; names the status and what may be done instead',
  413: 'The body is too large',
  414: 'The address is too long',
  415: 'The media type is not accepted',
  422: 'The request names what does not exist or does not fit, or its key was used with another body',
  429: 'Too many commands are waiting',
  500: 'The server failed',
  503: 'A part of the system cannot be reached',
};

/** The description of the whole API, made of the schemas requests are checked with and answers are built to. */
export function buildDocument(): ApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of ROUTES) {
    (paths[route.path] ??= {})[route.method] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Đúng Hạn',
      version: '1',
      description: 'Dossiers of one-stop counters, their deadlines and how each was counted. Instants are ISO 8601 with an offset; errors are problem details (RFC 9457); lists are paged by key.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: { ...componentsOf(REQUEST_NAMES, 'input'), ...componentsOf(ANSWER_NAMES, 'output') },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operation(route: RouteDescription): Json {
  const problems = [...new Set([...(route.problems ?? []), ...commonProblems(route)])].sort((a, b) => a - b);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.open === true ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(route.body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, { description, content }]) => [status, { description, ...(content === undefined ? {} : { content: contentOf(content, ANSWER_EXAMPLES[`${route.id} ${status}`]) }) }]),
      ),
      ...Object.fromEntries(problems.map((status) => [status, { description: REASONS[status] ?? 'Problem', content: { [PROBLEM_MEDIA]: { schema: refOf(problemSchema) } } }])),
    },
  };
}

function commonProblems(route: RouteDescription): readonly number[] {
  if (route.open === true) {
    return [];
  }
  return [400, 401, 500, 503, ...(route.params === undefined ? [] : [414]), ...(route.method === 'post' ? [413, 415] : [])];
}

function parametersOf(route: RouteDescription): readonly Json[] {
  const inPath = Object.entries(route.params ?? {}).map(([name, schema]) => ({ name, in: 'path', required: true, schema: inline(schema) }));
  const asked = (route.query?.shape ?? {}) as Readonly<Record<string, z.ZodType>>;
  const inQuery = Object.entries(asked).map(([name, schema]) => ({ name, in: 'query', required: !mayBeAbsent(schema), schema: inline(schema) }));
  const header = route.idempotent === true ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: inline(idempotencyKey) }] : [];
  const resume = route.resumable === true ? [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', description: 'The id of the last message read: what was missed since is told first' } }] : [];
  const language = route.languages === true ? [{ name: 'Accept-Language', in: 'header', required: false, schema: { type: 'string', description: `The language of the answer: ${PUBLIC_LANGUAGES.join(' or ')}. Names of agencies, procedures and documents stay Vietnamese` } }] : [];
  return [...inPath, ...inQuery, ...header, ...resume, ...language];
}

/** What is optional may be left out, and so may what has a usual value. */
function mayBeAbsent(schema: z.ZodType): boolean {
  return schema._zod.optin === 'optional' || schema.safeParse(undefined).success;
}

function bodyContent(body: NonNullable<RouteDescription['body']>): Json {
  return 'json' in body ? { 'application/json': { schema: refOf(body.json) } } : Object.fromEntries(body.media.map((media) => [media, { schema: { type: 'string', format: 'binary' } }]));
}

function contentOf(content: AnswerContent, example: unknown): Json {
  if ('json' in content) {
    return { 'application/json': { schema: refOf(content.json), ...(example === undefined ? {} : { example }) } };
  }
  if ('events' in content) {
    return { 'text/event-stream': { schema: { type: 'string', contentMediaType: 'application/json', contentSchema: refOf(content.events), description: 'The data of each event' } } };
  }
  return Object.fromEntries(content.media.map((media) => [media, { schema: { type: 'string', ...(media.startsWith('text/') ? {} : { format: 'binary' }) } }]));
}

function refOf(schema: z.ZodType): Json {
  const name = REQUEST_NAMES.get(schema)?.id ?? ANSWER_NAMES.get(schema)?.id;
  if (name === undefined) {
    throw new Error('A schema of a route has no name: add it to openapi/answer-names.ts or request-names.ts');
  }
  return { $ref: `#/components/schemas/${name}` };
}

function inline(schema: z.ZodType): Json {
  return withoutMarks(z.toJSONSchema(schema, { io: 'input', override: keepExamples }));
}

function componentsOf(names: z.core.$ZodRegistry<{ id: string }>, io: 'input' | 'output'): Readonly<Record<string, Json>> {
  const { schemas } = z.toJSONSchema(names, { io, uri: (id) => `#/components/schemas/${id}`, ...(io === 'input' ? { override: keepExamples } : {}) });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutMarks(schema)]));
}

/** Zod leaves examples out of what a transformation reads, taking them for what it gives; here they are what a client sends. */
function keepExamples({ zodSchema, jsonSchema }: { readonly zodSchema: z.core.$ZodTypes; readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples)) {
    jsonSchema.examples = examples;
  }
}

/** A schema inside a document is known by its place: marks of a document of its own would break references. */
function withoutMarks({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}
