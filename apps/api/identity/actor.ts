import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#domain';
import type { VerifiedToken } from './verified-tokens.js';

const PUBLIC_ROUTE = 'public-route';
const tokens = new WeakMap<FastifyRequest, VerifiedToken>();

/** Marks a controller or handler that answers without a token: health, metrics. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_ROUTE, true);

/** Metadata key that `Public` sets. */
export const publicRouteKey = PUBLIC_ROUTE;

/** Remembers who sent a request. Only the guard that verified the token calls it. */
export function rememberToken(request: FastifyRequest, token: VerifiedToken): void {
  tokens.set(request, token);
}

/** Who sent the request. Throws when the route let it in without a token: a route that asks must not be public. */
function getToken(request: FastifyRequest): VerifiedToken {
  const token = tokens.get(request);
  if (token === undefined) {
    throw new Error('No actor is known for this request: the route is public but asks for its actor');
  }
  return token;
}

/** The verified actor of a request. Throws as `CurrentActor` does for a route that is public. */
export function actorOf(request: FastifyRequest): Actor {
  return getToken(request).actor;
}

/** Parameter that receives the verified actor of the request. */
export const CurrentActor = createParamDecorator((_: undefined, context: ExecutionContext): Actor => actorOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** Parameter that receives when the request's token expires, in epoch ms. */
export const TokenExpiry = createParamDecorator((_: undefined, context: ExecutionContext): number => getToken(context.switchToHttp().getRequest<FastifyRequest>()).expiresAt);

/** Parameter that receives the `Idempotency-Key` header; give it the schema as its option. */
export const IdempotencyKey = createParamDecorator(
  (_: undefined, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'],
);
