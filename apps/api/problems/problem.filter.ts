import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionError } from '#persistence';
import type { ProblemCode } from '#vi';
import { methodsAt } from '../openapi/addresses.js';
import { methodNotAllowed, Problem, problem } from './problem.js';

/** Error codes of the HTTP framework for requests it refused before any of our code ran. */
const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
};

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
};

/**
 * Turns whatever is thrown while a request is handled into problem details. What nobody foresaw is logged and answered
 * with 500 and no more: no message, no stack.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('api');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const answer = answerTo(thrown, http.getRequest<FastifyRequest>());
    if (answer.details.status >= 500) {
      const { method, routeOptions } = http.getRequest<FastifyRequest>();
      this.logger.error(`${method} ${routeOptions.url ?? 'unknown route'} failed: ${reasonOf(thrown)}`);
    }
    sendProblem(http.getResponse<FastifyReply>(), answer);
  }
}

/** Answers with a problem, as `application/problem+json`. */
export function sendProblem(reply: FastifyReply, { details, headers }: Problem): void {
  void reply
    .status(details.status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(details));
}

/** The problem a thrown value stands for. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  const frameworkCode = FRAMEWORK_CODES[codeOf(originOf(thrown)) ?? ''];
  if (frameworkCode !== undefined) {
    return problem(frameworkCode);
  }
  if (isConnectionError(thrown)) {
    return problem('database-unavailable');
  }
  return problem(BY_STATUS[statusOf(thrown) ?? 500] ?? 'internal-error');
}

function answerTo(thrown: unknown, { raw, url }: FastifyRequest): Problem {
  // Whoever sent the request has hung up before it was whole: nobody hears the answer, and the server did not fail.
  if (raw.readableAborted && codeOf(originOf(thrown)) === 'ECONNRESET') {
    return problem('bad-request');
  }
  return thrown instanceof NotFoundException ? nothingAt(url) : problemOf(thrown);
}

/** What the framework threw: the adapter wraps it. */
function originOf(thrown: unknown): unknown {
  return thrown instanceof HttpException && thrown.cause !== undefined ? thrown.cause : thrown;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** No route takes the request: either nothing stands at its address, or what does takes other methods. */
function nothingAt(url: string): Problem {
  const methods = methodsAt(url);
  return methods.length === 0 ? problem('not-found') : methodNotAllowed(methods);
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) {
    return thrown.getStatus();
  }
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return String(thrown);
  }
  return `${thrown.stack ?? thrown.message}${thrown.cause === undefined ? '' : `\nbecause: ${reasonOf(thrown.cause)}`}`;
}
