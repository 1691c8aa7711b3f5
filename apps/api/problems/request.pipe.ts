import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { type InvalidPart, pointerTo, problem } from './problem.js';

type Issues = Parameters<NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>>[0];

/** How many faults of one request are listed; the sender has enough to do with these. */
const LISTED = 50;

const PART_NAMES: Record<ArgumentMetadata['type'], string> = { body: 'body', query: 'query', param: 'path', custom: 'header/Idempotency-Key' };

// Zod's own words for what is missing speak of undefined, which no request holds.
z.config({ customError: ({ code, input }) => (input === undefined && (code === 'invalid_type' || code === 'invalid_union') ? 'must be given' : undefined) });

/** Checks what a request brings against the schema at its parameter, and answers 400 with every fault and its place. */
@Injectable()
export class RequestPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ validateCustomDecorators: true, exceptionFactory: (issues) => new RejectedValue(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof RejectedValue) {
        const part = PART_NAMES[metadata.type];
        const faults = error.issues.flatMap((issue) => faultsOf(issue, `/${part}${metadata.data === undefined ? '' : `/${metadata.data}`}`, metadata.schema));
        throw problem('invalid-request', undefined, faults.slice(0, LISTED));
      }
      throw error;
    }
  }
}

class RejectedValue extends Error {
  constructor(readonly issues: Issues) {
    super('a value did not match its schema');
  }
}

function faultsOf(issue: Issues[number], root: string, schema: unknown): readonly InvalidPart[] {
  const path = [root, ...(issue.path ?? []).map((segment) => pointerTo(typeof segment === 'object' ? segment.key : segment))].join('/');
  if ('keys' in issue && Array.isArray(issue.keys)) {
    const known = path === root && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    const reason = known.length === 0 ? 'is not a known field' : `is not a known field; there are ${known.join(', ')}`;
    return issue.keys.map((key) => ({ path: `${path}/${pointerTo(String(key))}`, reason }));
  }
  return [{ path, reason: issue.message }];
}
