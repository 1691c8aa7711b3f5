import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#domain';

const PUBLIC_ROUTE = 'public-route';
const actors = new WeakMap<FastifyRequest, Actor>();

/** Marks a controller or handler that answers without a token: health, metrics. */
export const Public = (): ClassDecorator & MethodDecorator => SetMetadata(PUBLIC_ROUTE, true);

/** Metadata key that `Public` sets. */
export const publicRouteKey = PUBLIC_ROUTE;

/** Remembers who sent a request. Only the guard that verified the token calls it. */
export function rememberActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** Who sent the request. Throws when the route let it in without a token: a route that asks must not be public. */
function getActor(request: FastifyRequest): Actor {
  const actor = actors.get(request);
  if (actor === undefined) {
    throw new Error('No actor is known for this request: the route is public but asks for its actor');
  }
  return actor;
}

/** Parameter that receives the verified actor of the request. */
export const CurrentActor = createParamDecorator((_: undefined, context: ExecutionContext) => getActor(context.switchToHttp().getRequest<FastifyRequest>()));

/** Parameter that receives the `Idempotency-Key` header; give it the schema as its option. */
export const IdempotencyKey = createParamDecorator(
  (_: undefined, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'],
);
