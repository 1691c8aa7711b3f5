import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findFreePort } from '../ports.js';
import { startIdentityProvider, type IdentityProvider } from './provider.js';

const root = mkdtempSync(join(tmpdir(), 'dunghan-identity-'));
const keysFile = join(root, 'keys.json');
const webOrigin = 'http://127.0.0.1:3000';
let identity: IdentityProvider;

beforeAll(async () => {
  identity = await startIdentityProvider({ port: await findFreePort(), keysFile, webOrigins: [webOrigin] });
});
afterAll(async () => {
  await identity.stop();
  rmSync(root, { recursive: true });
});

function askForToken(body: object): Promise<Response> {
  return fetch(`${identity.url}/dev/token`, { method: 'POST', body: JSON.stringify(body) });
}

async function tokenIn(answer: Response): Promise<string> {
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

async function verified(token: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(identity.jwksUrl));
  return (await jwtVerify(token, keys, { issuer: identity.url, audience: identity.audience, algorithms: ['ES256'] })).payload;
}

describe('a token for the command line', () => {
  test.each([
    ['clerk', 'H99', 'Cán bộ tiếp nhận'],
    ['officer', 'H99', 'Người thụ lý'],
    ['head', 'H99', 'Lãnh đạo phòng'],
    ['signatory', 'H99', 'Người ký'],
    ['manager', 'H99', 'Lãnh đạo theo dõi'],
    ['admin', 'H99', 'Quản trị hệ thống'],
  ])('for the role %s is signed for the API and says the agency %s', async (role, agency, name) => {
    const claims = await verified(await tokenIn(await askForToken({ role })));
    expect(claims).toMatchObject({ sub: `${role}@${agency}`, role, agency, name, province: 'H99' });
  });

  test('may name another agency, which makes another person of it', async () => {
    const claims = await verified(await tokenIn(await askForToken({ role: 'clerk', agency: 'H99.31' })));
    expect(claims).toMatchObject({ sub: 'clerk@H99.31', agency: 'H99.31', province: 'H99' });
  });

  test('is refused for an unknown role with the roles there are', async () => {
    const answer = await askForToken({ role: 'minister' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('clerk, officer, head');
  });
});

describe('an agency outside the demo province', () => {
  test.each(['H98.02', 'x y', 'H99.02; DROP', ''])('such as "%s" has no demo people', async (agency) => {
    const answer = await askForToken({ role: 'clerk', agency });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('such as H99.02');
  });
});

describe('signing in from the browser', () => {
  const verifier = 'v'.repeat(64);

  function authorizationUrl(changes: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: 'dung-han-web',
      response_type: 'code',
      scope: 'openid api',
      redirect_uri: `${webOrigin}/auth/callback`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    });
    return `${identity.url}/auth?${query.toString()}`;
  }

  /** Follows the service's redirects with its cookies, as a browser would, until they leave it. */
  async function signIn(account: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let next: { url: string; init: RequestInit } = { url: authorizationUrl(), init: {} };
    for (;;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next.url, { ...next.init, redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location === null) {
        expect(await answer.text()).toContain('Cán bộ tiếp nhận');
        next = { url: next.url, init: { method: 'POST', body: new URLSearchParams({ account }) } };
      } else if (location.startsWith(webOrigin)) {
        return new URL(location);
      } else {
        next = { url: new URL(location, identity.url).href, init: {} };
      }
    }
  }

  async function exchange(code: string, codeVerifier: string): Promise<Response> {
    const body = { grant_type: 'authorization_code', client_id: 'dung-han-web', code, redirect_uri: `${webOrigin}/auth/callback`, code_verifier: codeVerifier };
    return fetch(`${identity.url}/token`, { method: 'POST', body: new URLSearchParams(body) });
  }

  test('gives a code that the right verifier turns into a token for the API', async () => {
    const code = (await signIn('officer@H99.05')).searchParams.get('code') ?? '';
    const claims = await verified(await tokenIn(await exchange(code, verifier)));
    expect(claims).toMatchObject({ sub: 'officer@H99.05', role: 'officer', agency: 'H99.05', name: 'Người thụ lý' });
  });

  test('gives nothing for the code without its verifier', async () => {
    const code = (await signIn('clerk@H99.02')).searchParams.get('code') ?? '';
    expect((await exchange(code, 'w'.repeat(64))).status).toBe(400);
  });

  test('sends nobody to an address that is not the application’s', async () => {
    const answer = await fetch(authorizationUrl({ redirect_uri: 'http://elsewhere.example/auth/callback' }), { redirect: 'manual' });
    expect(answer.status).toBe(400);
  });
});

describe('citizens and staff in one browser', () => {
  const cookies = new Map<string, string>();
  const verifier = 'c'.repeat(64);

  /** Goes where the service leads, with its cookies and its own forms, choosing this account when asked, until it leads back to the application. */
  async function signInAs(client: 'dung-han-web' | 'dung-han-citizen', account: string): Promise<{ readonly back: URL; readonly wasAsked: boolean }> {
    const redirect = `${webOrigin}${client === 'dung-han-web' ? '/auth/callback' : '/tra-cuu'}`;
    const query = new URLSearchParams({ client_id: client, response_type: 'code', scope: 'openid api', redirect_uri: redirect, code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...(client === 'dung-han-citizen' ? { prompt: 'login' } : {}) });
    let next: { readonly url: string; readonly body?: URLSearchParams } = { url: `${identity.url}/auth?${query.toString()}` };
    for (let wasAsked = false; ; ) {
      const answer = await fetch(next.url, { ...(next.body === undefined ? {} : { method: 'POST', body: next.body }), redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location?.startsWith(webOrigin) === true) return { back: new URL(location), wasAsked };
      if (location !== null) {
        next = { url: new URL(location, identity.url).href };
        continue;
      }
      const page = await answer.text();
      if (page.includes('Đăng nhập thử')) {
        expect(page).toContain(`value="${account}"`);
        wasAsked = true;
        next = { url: next.url, body: new URLSearchParams({ account }) };
      } else {
        const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]);
        const action = /action="([^"]+)"/.exec(page)?.[1];
        if (action === undefined) throw new Error(`${next.url} shows no form: ${String(answer.status)} ${page}`);
        next = { url: new URL(action, identity.url).href, body: new URLSearchParams(fields) };
      }
    }
  }

  async function tokenOf(client: string, back: URL): Promise<JWTPayload> {
    const body = { grant_type: 'authorization_code', client_id: client, code: back.searchParams.get('code') ?? '', redirect_uri: `${back.origin}${back.pathname}`, code_verifier: verifier };
    const token = await tokenIn(await fetch(`${identity.url}/token`, { method: 'POST', body: new URLSearchParams(body) }));
    return (await jwtVerify(token, createRemoteJWKSet(new URL(identity.jwksUrl)), { issuer: identity.url, algorithms: ['ES256'] })).payload;
  }

  test('are each asked who they are, and never taken for the other', async () => {
    const clerk = await signInAs('dung-han-web', 'clerk@H99.02');
    expect(await tokenOf('dung-han-web', clerk.back)).toMatchObject({ aud: identity.audience, role: 'clerk' });
    for (const number of ['000190000001', '000190000002']) {
      const citizen = await signInAs('dung-han-citizen', `citizen:${number}`);
      const claims = await tokenOf('dung-han-citizen', citizen.back);
      expect(claims).toMatchObject({ aud: identity.citizens.audience, [identity.citizens.identityClaim]: number });
      expect(claims).not.toHaveProperty('role');
    }
    const again = await signInAs('dung-han-web', 'clerk@H99.02');
    expect([again.wasAsked, await tokenOf('dung-han-web', again.back)]).toMatchObject([true, { role: 'clerk' }]);
  });
});

test('started again on the same keys, earlier tokens stay valid', async () => {
  const token = await tokenIn(await askForToken({ role: 'clerk' }));
  const again = await startIdentityProvider({ port: await findFreePort(), keysFile, webOrigins: [webOrigin] });
  try {
    const keys = createRemoteJWKSet(new URL(again.jwksUrl));
    await expect(jwtVerify(token, keys, { issuer: identity.url })).resolves.toBeDefined();
  } finally {
    await again.stop();
  }
});
