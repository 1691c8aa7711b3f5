import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engine } from '#service';
import { callerAddress } from './caller-address.js';

/** By what a request that shows personal data is found again in the access log. */
interface RequestTrace {
  readonly requestId: string;
  /** A keyed hash: the address itself is not kept. */
  readonly addressHmac: string;
}

/** Gives a request its number, and says from where it came. */
export function traceRequest({ vault }: Pick<Engine, 'vault'>, request: FastifyRequest): RequestTrace {
  return { requestId: randomUUID(), addressHmac: vault.hmac('access-address', callerAddress(request)) };
}

/** Tells the number in the answer's header; to be called once the access log has it, so that no answer names one by which nothing is found. */
export function tellNumber(reply: FastifyReply, { requestId }: RequestTrace): void {
  void reply.header('x-request-id', requestId);
}
