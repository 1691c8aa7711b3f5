import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const SECONDS_A_YEAR = 31_536_000;
const DOCUMENTATION = '/api/docs';

/** Nothing an answer of the API holds is run or shown as a page, and no page shows it within itself. */
const DATA_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
/** The documentation writes styles into its page; scripts come from files of our own. */
const DOCUMENTATION_POLICY = `default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** What every answer bears. Answers name people, so nothing between here and the reader keeps one that does not say itself how long it may be kept. */
const EVERY_ANSWER: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': DATA_POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Has every answer bear the headers that keep browsers from guessing, framing, running and keeping it; what a route sets itself stands.
 * Browsers that came by TLS, also by way of a trusted proxy, are told to come by nothing else. Six headers by hand and no library: two of
 * them differ by what is answered, and requests the framework refuses itself reach no plugin.
 */
export function guardAnswers(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, _payload, done) => {
      bearHeaders(request, reply);
      done();
    });
}

/** As `guardAnswers`, for one answer: to requests the framework refuses itself no hook is called. */
export function bearHeaders({ protocol, url }: Pick<FastifyRequest, 'protocol' | 'url'>, reply: FastifyReply): void {
  const isDocumentation = url === DOCUMENTATION || url.startsWith(`${DOCUMENTATION}/`);
  for (const [name, value] of Object.entries({ ...EVERY_ANSWER, ...(isDocumentation ? { 'content-security-policy': DOCUMENTATION_POLICY } : {}) })) {
    if (!reply.hasHeader(name)) void reply.header(name, value);
  }
  if (protocol === 'https') void reply.header('strict-transport-security', `max-age=${String(SECONDS_A_YEAR)}; includeSubDomains`);
}

/** Status lines for what is no request: its head too long, not arrived in time, or no HTTP at all. */
const NO_REQUEST: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no request without a body, with the same headers, and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries(EVERY_ANSWER).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${NO_REQUEST[error.code ?? ''] ?? '400 Bad Request'}\r\n${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`, () => {
    socket.destroy();
  });
}
