import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.js';
import { TOKEN_VERIFIER } from '../parts.js';
import { publicRouteKey, rememberToken } from './actor.js';
import type { TokenVerifier } from './token-verifier.js';
import type { VerifiedToken } from './verified-tokens.js';

const BEARER = /^Bearer ([\w.~+/=-]+)$/i;

/** Lets a request through when its bearer token is good, and remembers its actor. Guards every route not marked public. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(TOKEN_VERIFIER) private readonly verify: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean | undefined>(publicRouteKey, [context.getHandler(), context.getClass()]) === true) {
      return true;
    }
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    rememberToken(request, await verifySender(request, this.verify));
    return true;
  }
}

/** Who sends a request. Throws a 401 problem without a token, and as the verifier does for one that is not good. */
export async function verifySender({ headers }: Pick<FastifyRequest, 'headers'>, verify: TokenVerifier): Promise<VerifiedToken> {
  const token = BEARER.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw problem('unauthenticated', 'Send the access token as: Authorization: Bearer TOKEN');
  }
  return verify(token);
}
