import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isConnectionError } from '#persistence';
import { Problem, problem, type ProblemCode } from './problem.js';

/** Error codes of the HTTP framework for requests it refused before any of our code ran. */
const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_BAD_URL: 'bad-request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
};

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  503: 'shutting-down',
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
    const reply = http.getResponse<FastifyReply>();
    const answer = problemOf(thrown);
    if (answer.details.status >= 500) {
      const { method, routeOptions } = http.getRequest<FastifyRequest>();
      this.logger.error(`${method} ${routeOptions.url ?? 'unknown route'} failed: ${reasonOf(thrown)}`);
    }
    void reply
      .status(answer.details.status)
      .headers(answer.headers)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(answer.details));
  }
}

function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  const frameworkCode = FRAMEWORK_CODES[codeOf(thrown)];
  if (frameworkCode !== undefined) {
    return problem(frameworkCode);
  }
  // The JSON parser throws a SyntaxError to which the framework gives status 400.
  if (thrown instanceof SyntaxError && statusOf(thrown) === 400) {
    return problem('malformed-json');
  }
  if (isConnectionError(thrown)) {
    return problem('database-unavailable');
  }
  return problem(BY_STATUS[statusOf(thrown) ?? 500] ?? 'internal-error');
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) {
    return thrown.getStatus();
  }
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
