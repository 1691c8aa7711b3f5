import type { Clock } from '../clock.js';
import { assertLocation, FileContentError, type FileStore } from './file-store.js';
import { type S3Credentials, type S3Request, signS3Request } from './s3-signature.js';

/** An S3-compatible storage. The bucket must exist; it is addressed by path, as every such storage allows. */
export interface S3Options extends S3Credentials {
  /** Its address, such as `https://storage.example.vn:9000`. */
  readonly endpoint: string;
  readonly bucket: string;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The storage did not do what it was asked. Says what, and what it answered. */
export class FileStorageError extends Error {
  override readonly name = 'FileStorageError';
}

const TIMEOUT_MS = 30_000;
const ANSWER_SHOWN = 300;

/** A store in a bucket of an S3-compatible storage. Requests are not repeated here: whoever calls tries again. */
export function openS3Store(options: S3Options, clock: Clock): FileStore {
  const endpoint = new URL(options.endpoint);

  async function ask(method: S3Request['method'], location: string, content?: Uint8Array): Promise<Response> {
    assertLocation(location);
    const path = `${endpoint.pathname.replace(/\/$/u, '')}/${encodeURIComponent(options.bucket)}/${location}`;
    const { host: _, ...headers } = signS3Request({ method, host: endpoint.host, path, ...(content === undefined ? {} : { content }) }, options, clock.now());
    return fetch(new URL(path, endpoint), {
      method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      ...(content === undefined ? {} : { body: Buffer.from(content) }),
    });
  }

  return {
    async put(location, content) {
      const answer = await ask('PUT', location, content);
      await expectStatus(answer, `PUT ${location}`, [200]);
    },

    async get(location) {
      const answer = await ask('GET', location);
      if (answer.status === 404) {
        await answer.body?.cancel();
        throw new FileContentError(`The file store holds nothing at ${location}: restore it from a backup`);
      }
      if (answer.status !== 200) {
        await expectStatus(answer, `GET ${location}`, [200]);
      }
      return Buffer.from(await answer.arrayBuffer());
    },

    async remove(location) {
      const answer = await ask('DELETE', location);
      await expectStatus(answer, `DELETE ${location}`, [200, 204, 404]);
    },
  };
}

async function expectStatus(answer: Response, what: string, expected: readonly number[]): Promise<void> {
  const said = await answer.text();
  if (!expected.includes(answer.status)) {
    throw new FileStorageError(`${what}: the storage answered ${String(answer.status)} ${said.slice(0, ANSWER_SHOWN)}`);
  }
}
