import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { routeAt } from '../openapi/addresses.js';
import { type InvalidPart, pointerTo, problem } from './problem.js';

/**
 * Refuses parameters and bodies sent to a route that takes none: a misspelt filter must not be answered as if nothing had
 * been asked. Routes that take some check them by their schemas.
 */
@Injectable()
export class ExpectedInputGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, routeOptions, query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const route = routeAt(method, routeOptions.url ?? '');
    if (route === undefined || route.open === true) {
      return true;
    }
    const faults = [...(route.query === undefined ? faultsOf('query', query) : []), ...(route.body === undefined ? faultsOf('body', body) : [])];
    if (faults.length > 0) {
      throw problem('invalid-request', undefined, faults);
    }
    return true;
  }
}

function faultsOf(part: string, value: unknown): readonly InvalidPart[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).map((key) => ({ path: `/${part}/${pointerTo(key)}`, reason: 'is not a known field' })) : [];
}
