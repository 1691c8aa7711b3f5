import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FILE_LIMIT, type RefusedFile } from '#service';
import type { TokenVerifier } from '../identity/token-verifier.js';
import { verifySender } from '../identity/token.guard.js';
import { TOKEN_VERIFIER } from '../parts.js';
import { type Problem, problem } from '../problems/problem.js';

const TOO_LARGE = 413;
/** The routes that take anything but JSON, as the framework knows them. */
const UPLOAD_ROUTES: ReadonlySet<string | undefined> = new Set(['/api/v1/dossiers/:code/files', '/api/v1/par-index/sheets/:id/evidence', '/api/v1/evidence']);
/** Routes whose JSON holds whole tables, with what they take. */
const LARGE_BODIES: ReadonlyMap<string, number> = new Map([['/api/v1/portal-comparisons', 24 * 1024 * 1024], ['/api/v1/exchange/imports', 24 * 1024 * 1024]]);

/**
 * JSON is parsed on every route, within the API's own limit. Any other media type is passed on unread to the upload of
 * files, so that nothing of it is taken in before token and rights are checked, and refused everywhere else. JSON beyond the usual
 * limit is parsed for who bears a good token alone: parsing holds up everybody's requests. A body that is too large, or whose sender
 * nobody knows, is read to its end and thrown away before that is said: whoever still sends would not hear it.
 */
export function takeBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const verify = app.get<TokenVerifier>(TOKEN_VERIFIER);
  server.addHook('onRoute', (route) => {
    const limit = LARGE_BODIES.get(route.url);
    if (limit === undefined) return;
    route.bodyLimit = limit;
    route.preParsing = (request, _reply, payload, done) => {
      verifySender(request, verify).then(
        () => { done(null, payload); },
        (error: unknown) => { discard(request.raw, () => { done(error instanceof Error ? error : new Error(String(error))); }); },
      );
    };
  });
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('*', (request, payload, done) => {
    if (UPLOAD_ROUTES.has(request.routeOptions.url)) {
      done(null, payload);
    } else {
      done(problem('unsupported-media-type', 'Send JSON as application/json'), undefined);
    }
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (reply.statusCode === TOO_LARGE) {
      discard(request.raw, done);
    } else {
      done();
    }
  });
}

function discard(body: IncomingMessage, done: () => void): void {
  finished(body, { writable: false }, () => {
    done();
  });
  body.resume();
}

/** Answer to a content that is not taken. */
export function fileRefused({ code }: RefusedFile): Problem {
  return problem(code === 'file-type-not-allowed' ? 'file-type-refused' : code === 'file-empty' ? 'bad-request' : 'body-too-large');
}

/** Reads an uploaded file to its end and keeps no more than a file may have. Throws a 413 problem when it is larger, a 400 when it is empty. */
export async function readUpload(body: unknown): Promise<Buffer> {
  if (!isStream(body)) {
    throw problem('unsupported-media-type', 'Send the bytes of the file as the body, under its own media type');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= FILE_LIMIT) {
      chunks.push(chunk);
    }
  }
  if (size > FILE_LIMIT) {
    throw problem('body-too-large', `A file may have ${String(FILE_LIMIT)} bytes`);
  }
  if (size === 0) {
    throw problem('bad-request', 'The file is empty');
  }
  return Buffer.concat(chunks);
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
