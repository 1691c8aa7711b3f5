import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { FileContentError, locationOf } from './file-store.js';
import { openFileStore } from './open-file-store.js';
import { signS3Request } from './s3-signature.js';
import { FileStorageError, openS3Store } from './s3-store.js';

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret', region: 'vn-1' };
const clock = { now: () => parseInstant('2026-08-19T09:00:00+07:00') };
const objects = new Map<string, Buffer>();
let server: Server;
let endpoint: string;

/** A storage in memory that answers as S3 does: 403 without the right signature, 404 for what is not there, 204 after removing. */
async function answer(request: IncomingMessage): Promise<readonly [number, Buffer | string]> {
  const content = await buffer(request);
  const method = request.method as 'GET' | 'PUT' | 'DELETE';
  const path = request.url ?? '';
  const expected = signS3Request({ method, host: request.headers.host ?? '', path, content }, credentials, clock.now());
  if (request.headers.authorization !== expected['authorization']) return [403, '<Code>SignatureDoesNotMatch</Code>'];
  if (method === 'PUT') {
    objects.set(path, content);
    return [200, ''];
  }
  if (method === 'DELETE') {
    objects.delete(path);
    return [204, ''];
  }
  const found = objects.get(path);
  return found === undefined ? [404, '<Code>NoSuchKey</Code>'] : [200, found];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(status === 204 ? undefined : body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('what was put is got and can be removed twice', async () => {
  const store = openS3Store({ ...credentials, endpoint, bucket: 'files' }, clock);
  const [location, content] = [locationOf(randomUUID()), randomBytes(70_000)];
  await store.put(location, content);
  expect([...objects.keys()]).toContain(`/files/${location}`);
  expect(await store.get(location)).toEqual(content);
  await store.remove(location);
  await store.remove(location);
  await expect(store.get(location)).rejects.toThrow(FileContentError);
});

test('a storage behind a path of its endpoint is reached there', async () => {
  const location = locationOf(randomUUID());
  await openS3Store({ ...credentials, endpoint: `${endpoint}/storage/`, bucket: 'files' }, clock).put(location, Buffer.of(1));
  expect([...objects.keys()]).toContain(`/storage/files/${location}`);
});

test('an installation that is told of a storage keeps its files there and not in its folder', async () => {
  const location = locationOf(randomUUID());
  await openFileStore({ filesDir: '/nonexistent/files', filesStorage: { ...credentials, endpoint, bucket: 'installed' } }, clock).put(location, Buffer.of(1));
  expect([...objects.keys()]).toContain(`/installed/${location}`);
});

test('a refusal says what was asked and what was answered', async () => {
  const store = openS3Store({ ...credentials, secretAccessKey: 'wrong', endpoint, bucket: 'files' }, clock);
  const location = locationOf(randomUUID());
  for (const ask of [() => store.put(location, Buffer.of(1)), () => store.get(location), () => store.remove(location)]) {
    await expect(ask()).rejects.toThrow(FileStorageError);
  }
  await expect(store.put(location, Buffer.of(1))).rejects.toThrow(`PUT ${location}: the storage answered 403 <Code>SignatureDoesNotMatch</Code>`);
});

test('only locations of a file store are asked for', async () => {
  const store = openS3Store({ ...credentials, endpoint, bucket: 'files' }, clock);
  await expect(store.get('../other-bucket/secret')).rejects.toThrow(RangeError);
});
