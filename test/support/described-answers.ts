import { type AnySchemaObject, Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { buildDocument } from '../../apps/api/openapi/document.js';

/** An answer as it came, to be compared with the description. */
interface GivenAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

interface DescribedAnswer {
  readonly content?: Readonly<Record<string, { readonly schema: AnySchemaObject }>>;
}

const DOCUMENT = 'openapi';
const description = buildDocument();
// What else an OpenAPI document holds beside schemas is no keyword of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(description, DOCUMENT);

/**
 * How an answer differs from what the API's description says of it, `undefined` when it does not: its status, its media type
 * and the JSON it holds. Addresses the description does not name must answer 404.
 */
export function differenceOf(method: string, path: string, { status, type, text }: GivenAnswer): string | undefined {
  const operation = operationOf(method, path.split('?')[0] ?? '');
  if (operation === undefined) {
    return [404, 405].includes(status) ? undefined : `${method} ${path} is not described and answered ${String(status)}`;
  }
  const answer = operation.responses[String(status)];
  if (answer === undefined) {
    return `${operation.operationId} answered ${String(status)}, which its description does not name: ${text.slice(0, 300)}`;
  }
  const media = type.split(';')[0] ?? '';
  const described = answer.content?.[media];
  if (described === undefined) {
    return `${operation.operationId} answered ${String(status)} as ${media}, described as ${Object.keys(answer.content ?? {}).join(', ')}`;
  }
  return media.endsWith('json') ? faultsOf(described.schema, JSON.parse(text), `${operation.operationId} ${String(status)}`) : undefined;
}

function faultsOf(schema: AnySchemaObject, body: unknown, where: string): string | undefined {
  const validate = ajv.compile({ ...schema, $ref: `${DOCUMENT}${String(schema['$ref'])}` });
  return validate(body) ? undefined : `${where}: ${ajv.errorsText(validate.errors, { dataVar: 'body', separator: '\n' })}`;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

function operationOf(method: string, path: string): Operation | undefined {
  // Addresses written out come before those with a parameter, as in the router.
  const paths = Object.keys(description.paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const pattern = paths.find((candidate) => patternOf(candidate).test(path) && description.paths[candidate]?.[method.toLowerCase()] !== undefined);
  return pattern === undefined ? undefined : (description.paths[pattern]?.[method.toLowerCase()] as unknown as Operation);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`, 'u');
}
