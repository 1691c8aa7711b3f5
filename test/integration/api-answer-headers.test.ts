import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../apps/api/openapi/routes.js';
import { startApi } from '../../apps/api/start.js';
import { createTestDatabase } from '../support/database.js';
import { settingsOver, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { engine, clock, gateway, files, issuer } = await startTestApi(database);

const folder = await mkdtemp(join(tmpdir(), 'dunghan-web-'));
await mkdir(join(folder, 'assets'));
await writeFile(join(folder, 'index.html'), '<!doctype html><title>Một cửa</title>');
await writeFile(join(folder, 'assets', 'main-1a2b3c.js'), 'export {};');
const api = await startApi({ engine, clock, gateway, files, settings: { ...settingsOver(issuer), webFolder: folder, trustedProxies: ['127.0.0.1'], requestTimeoutMs: 400 } });
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const { url } = api;
const token = await issuer.token({ sub: 'admin@H99', role: 'admin', agency: 'H99' });
const HTML = { accept: 'text/html' };
const GUARDS = ['cache-control', 'content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options'];

/** The answer's status and headers; a stream is not waited for. */
async function headersOf(path: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly headers: Headers }> {
  const { status, headers, body } = await fetch(`${url}${path}`, init);
  await body?.cancel();
  return { status, headers };
}

function expectGuarded({ headers }: { readonly headers: Headers }): void {
  expect(GUARDS.filter((name) => headers.get(name) === null)).toEqual([]);
  expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-frame-options')]).toEqual(['nosniff', 'no-referrer', 'DENY']);
  // Nobody is known by a cookie: no other site can have a browser ask in somebody's name.
  expect(headers.has('set-cookie')).toBe(false);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`frame-ancestors 'none'`);
  expect(policy.split('; ').filter((rule) => rule.startsWith('script-src') || rule.startsWith('default-src')).join()).not.toMatch(/unsafe|\*|data:/);
}

/** What the machine at the other end hears when these bytes are sent; the connection is left to the server to close. */
async function heard(sent: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(sent);
  return text(socket);
}

describe('every answer tells browsers not to guess, frame, run or keep it', () => {
  test.each(ROUTES.map(({ method, path }) => [method.toUpperCase(), path]))('%s %s', async (method = '', path = '') => {
    const address = path.replaceAll(/\{\w+\}/g, 'x');
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      const answer = await headersOf(address, { method, headers });
      expectGuarded(answer);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test.each([
    ['what nothing stands at', '/api/v1/nothing', {}, 404],
    ['what takes other methods', '/api/v1/dossiers', { method: 'DELETE' }, 405],
    ['an address that is no text', '/api/v1/dossiers/%E0%A4%A', {}, 400],
    ['an address that is too long', `/api/v1/dossiers/${'9'.repeat(500)}`, {}, 414],
    ['a body that is too large', '/api/v1/dossiers', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: `"${'x'.repeat(2_000_000)}"` }, 413],
    ['a body of another media type', '/api/v1/dossiers', { method: 'POST', headers: { 'content-type': 'text/xml', authorization: `Bearer ${token}` }, body: '<a/>' }, 415],
    ['what the web application is told', '/app-config.json', {}, 200],
    ['the description', '/api/openapi.json', {}, 200],
    ['the figures of the process', '/metrics', {}, 200],
  ])('also of %s', async (_what, path, init, status) => {
    const answer = await headersOf(path, init);
    expect(answer.status).toBe(status);
    expectGuarded(answer);
  });
});

describe('a page', () => {
  test('runs no script but files of our own, speaks to the sign-in service alone, and is asked for each time', async () => {
    const answer = await headersOf('/ho-so/H99.31-261129-0001', { headers: HTML });
    expectGuarded(answer);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(expect.arrayContaining([`default-src 'self'`, `connect-src 'self' ${issuer.url}`, `object-src 'none'`, `base-uri 'none'`]));
    expect(policy).not.toContain('script-src');
  });

  test('names scripts that are kept for a year, and are taken for nothing else', async () => {
    const answer = await headersOf('/assets/main-1a2b3c.js');
    expectGuarded(answer);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
  });

  test.each(['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json', '/assets/..%5c..%5cpackage.json'])('is not reached outside its folder: %s', async (path) => {
    const said = await heard(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 40[034] /);
    expect(said).not.toContain('"name"');
  });

  test('of the documentation has no script within itself', async () => {
    const page = await fetch(`${url}/api/docs`, { headers: HTML });
    expectGuarded(page);
    const scripts = [...(await page.text()).matchAll(/<script\b([^>]*)>([^<]*)</g)];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter(([, attributes = '', inside = '']) => !attributes.includes('src=') || inside.trim() !== '')).toEqual([]);
  });
});

describe('a browser that came by TLS', () => {
  test('is told to come by nothing else, and another is not', async () => {
    expect((await headersOf('/health/live', { headers: { 'x-forwarded-proto': 'https' } })).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await headersOf('/health/live')).headers.has('strict-transport-security')).toBe(false);
  });
});

describe('what is no request', () => {
  test.each([
    ['no HTTP at all', 'HELLO\r\n\r\n', '400 Bad Request'],
    ['a head that is too long', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
    ['two lengths of one body', 'POST /api/v1/dossiers HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}', '400 Bad Request'],
    ['a body that never ends', 'POST /api/v1/dossiers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{', '408 Request Timeout'],
    ['a head that never ends', 'GET / HTTP/1.1\r\nhost: x\r\n', '408 Request Timeout'],
  ])('is answered and hung up on: %s', async (_what, sent, status) => {
    const said = await heard(sent);
    expect(said.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
    expect(said).toContain('x-content-type-options: nosniff');
    expect(said).not.toMatch(/node_modules|HPE_/);
  });
});

describe('a body that is deep', () => {
  test.each([['lists', '[', ']'], ['objects', '{"a":', '}']])('in %s is refused as any other, and the server goes on', async (_what, open, shut) => {
    const depth = 100_000;
    const body = `${open.repeat(depth)}${open === '[' ? '' : '1'}${shut.repeat(depth)}`;
    const answer = await headersOf('/api/v1/dossiers', { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'deep-body-key', authorization: `Bearer ${token}` }, body });
    expect(answer.status).toBe(400);
    expect((await headersOf('/health/live')).status).toBe(200);
  });
});
