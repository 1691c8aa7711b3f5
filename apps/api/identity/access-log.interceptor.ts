import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { type Clock, type Engine, noteAccess } from '#service';
import { CLOCK, ENGINE } from '../parts.js';
import { actorOf } from './actor.js';
import { askedBy, type Disclosure, disclosesKey } from './discloses.js';
import { tellNumber, traceRequest } from './request-trace.js';

/** Writes down whose personal data an answer shows before it leaves: an answer whose row cannot be written is a failure instead. */
@Injectable()
export class AccessLogInterceptor implements NestInterceptor {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const disclosure = this.reflector.get<Disclosure | undefined>(disclosesKey, context.getHandler());
    return disclosure === undefined ? next.handle() : next.handle().pipe(mergeMap((answer) => this.noted(context, disclosure, answer)));
  }

  private async noted(context: ExecutionContext, { view, of }: Disclosure, answer: unknown): Promise<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const shown = of(answer, askedBy(request));
    if (shown.length > 0) {
      const trace = traceRequest(this.engine, request);
      await noteAccess(this.engine.database.read, { actor: actorOf(request), view, shown, ...trace, at: this.clock.now() });
      tellNumber(http.getResponse<FastifyReply>(), trace);
    }
    return answer;
  }
}
