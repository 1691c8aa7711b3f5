import 'reflect-metadata';
import type { FastifyRequest } from 'fastify';
import type { AccessView, Shown } from '#service';

/** What of a request tells whose data its answer shows. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly query: unknown;
}

/** Which personal data an answer shows. */
export interface Disclosure {
  readonly view: AccessView;
  readonly of: (answer: unknown, asked: Asked) => readonly Shown[];
}

/** Metadata key that `Discloses` sets. */
export const disclosesKey = 'discloses';

/** A method that answers so, as a decorator is told of it. */
interface Handler<Answer> {
  readonly value?: (...given: never[]) => Answer | Promise<Answer>;
}

/**
 * Marks a handler whose answers may show personal data: `of` says whose, and none when an answer shows none. Each thing shown is written
 * down before the answer leaves.
 */
export function Discloses<Answer>(view: AccessView, of: (answer: Answer, asked: Asked) => readonly Shown[]) {
  return (_target: object, _name: string | symbol, { value }: Handler<Answer>): void => {
    if (value !== undefined) Reflect.defineMetadata(disclosesKey, { view, of }, value);
  };
}

/** A request as disclosures look at it. */
export function askedBy({ params, body, query }: Pick<FastifyRequest, 'params' | 'body' | 'query'>): Asked {
  return { params: Object.fromEntries(Object.entries(typeof params === 'object' && params !== null ? params : {}).map(([name, value]) => [name, String(value)])), body, query };
}
