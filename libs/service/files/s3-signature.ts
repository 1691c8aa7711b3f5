import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '#domain';

/** Who asks, and where the storage says it stands. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** A request to be signed. `headers` with lower-case names; `path` already percent-encoded. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly host: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: Uint8Array;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** All headers of a request with its signature (AWS Signature Version 4, content hash in a header, no query). */
export function signS3Request(request: S3Request, credentials: S3Credentials, at: Instant): Readonly<Record<string, string>> {
  const moment = new Date(at).toISOString().replace(/[-:]|\.\d{3}/gu, '');
  const day = moment.slice(0, 8);
  const contentHash = createHash('sha256').update(request.content ?? '').digest('hex');
  const headers: Record<string, string> = { ...request.headers, host: request.host, 'x-amz-content-sha256': contentHash, 'x-amz-date': moment };
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`).join('');
  const canonicalRequest = [request.method, request.path, '', canonicalHeaders, names.join(';'), contentHash].join('\n');
  const scope = `${day}/${credentials.region}/s3/aws4_request`;
  const toSign = [ALGORITHM, moment, scope, createHash('sha256').update(canonicalRequest).digest('hex')].join('\n');
  const key = [day, credentials.region, 's3', 'aws4_request'].reduce<Buffer>((parent, part) => hmac(parent, part), Buffer.from(`AWS4${credentials.secretAccessKey}`));
  const authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${hmac(key, toSign).toString('hex')}`;
  return { ...headers, authorization };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
