import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { takeBodies } from './files/upload.js';
import { ApiModule } from './api.module.js';
import { Metrics } from './monitoring/metrics.js';
import { tellProjection } from './monitoring/tell-projection.js';
import { traceRequests } from './monitoring/trace-requests.js';
import { serveDocument } from './openapi/serve.js';
import { bearHeaders, guardAnswers, refuseConnection } from './web/answer-headers.js';
import { addressOf, serveWeb } from './web/serve-web.js';
import { problemOf, sendProblem } from './problems/problem.filter.js';
import type { ApiParts, ApiSettings } from './parts.js';

/** Largest body of every route but the upload of files. */
const BODY_LIMIT = 1024 * 1024;
/** A request that has not arrived whole after this long is given up. */
const REQUEST_TIMEOUT_MS = 60_000;
/** How often requests under way are looked at for that. */
const CHECKED_EVERY_MS = 15_000;

/** An API that answers. */
export interface RunningApi {
  readonly url: string;
  /** Stops taking requests, answers those under way, and resolves. Engine and gateway stay open: they are not its own. */
  close(): Promise<void>;
}

/**
 * Starts the API over an engine, a clock and a gateway. Needs only the engine's database: Temporal may be down.
 * Throws, naming it, when the port is in use.
 */
export async function startApi(parts: ApiParts): Promise<RunningApi> {
  const { settings } = parts;
  const requestTimeout = settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustedProxies === undefined || settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    requestTimeout,
    // Node takes the shorter of the two for the head, whichever it was given as.
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.min(CHECKED_EVERY_MS, requestTimeout) },
    clientErrorHandler: refuseConnection,
    // Requests on connections that stay open are still answered while the process drains.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 400 },
    ...(settings.webFolder === undefined ? {} : { rewriteUrl: addressOf }),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      bearHeaders(request, reply);
      sendProblem(reply, problemOf(error));
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the framework declares its options as a class it does not export
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts), adapter, {
    logger: logLevels(settings.logLevel),
    abortOnError: false,
    // Only JSON is taken; forms would be read as strings under the same schemas.
    bodyParser: false,
  });
  guardAnswers(app);
  takeBodies(app);
  countRequests(app);
  traceRequests(app.getHttpAdapter().getInstance());
  tellProjection(app.getHttpAdapter().getInstance(), parts.engine);
  const drain = prepareClosing(app);
  serveDocument(app);
  if (settings.webFolder !== undefined) await serveWeb(app, { folder: settings.webFolder, issuers: [settings.identity, ...(settings.citizens === undefined ? [] : [settings.citizens])].map(({ issuer }) => issuer) });
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    await app.close();
    throw portError(error, settings);
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${String(port)}`, close: drain };
}

/** Returns a way to close that lets go of connections as soon as the request under way on each is answered. */
function prepareClosing(app: NestFastifyApplication): () => Promise<void> {
  let draining = false;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (_request, reply, _payload, done) => {
      if (draining) {
        reply.header('connection', 'close');
      }
      done();
    });
  return () => {
    draining = true;
    return app.close();
  };
}

function countRequests(app: NestFastifyApplication): void {
  const metrics = app.get(Metrics);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      // A stream lasts as long as a screen is open: among durations of answers it would look like a fault.
      if (reply.getHeader('content-type') !== 'text/event-stream') metrics.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
      done();
    });
}

function portError(error: unknown, { host, port }: ApiSettings): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${String(port)} of ${host} is in use by another program: stop that one, or set PORT to a free port`, { cause: error });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new Error(`The API cannot listen at ${host} port ${String(port)}: set HOST and PORT to an address of this machine it may use`, { cause: error });
  }
  return error;
}

/** The framework tells of every route at its level `log`: that is for whoever debugs. */
function logLevels(level: ApiSettings['logLevel']): LogLevel[] {
  const all: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];
  return all.slice(0, { error: 2, warn: 3, info: 3, debug: 5 }[level]);
}
