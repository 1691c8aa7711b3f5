import { context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const FIRST_SERVER_ERROR = 500;

/**
 * Makes each request of the API a trace of its own, named after its route's pattern: addresses hold codes. What the sender
 * says of a trace is not taken up, for it would go on into the workflows' histories.
 */
export function traceRequests(fastify: Pick<FastifyInstance, 'addHook'>): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url;
    if (route?.startsWith('/api/') === true) {
      const facts = { 'http.request.method': request.method, 'http.route': route };
      spans.set(request, trace.getTracer('dunghan').startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes: facts }, ROOT_CONTEXT));
    }
    done();
  });
  // Not before the body has come: its reading would leave the trace.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else context.with(trace.setSpan(ROOT_CONTEXT, span), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= FIRST_SERVER_ERROR) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    spans.get(request)?.end();
    done();
  });
}
