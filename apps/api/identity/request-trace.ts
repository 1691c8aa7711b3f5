import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '#service';
import { callerAddress } from './caller-address.js';

/** By what a request that shows personal data is found again in the access log. */
export interface RequestTrace {
  readonly requestId: string;
  /** A keyed hash: the address itself is not kept. */
  readonly addressHmac: string;
}

/** Gives a request its number, which the answer's header tells, and says from where it came. */
export function traceRequest({ vault }: Pick<Engine, 'vault'>, request: FastifyRequest, reply: FastifyReply): RequestTrace {
  const requestId = randomUUID();
  void reply.header('x-request-id', requestId);
  return { requestId, addressHmac: vault.hmac('access-address', callerAddress(request)) };
}
