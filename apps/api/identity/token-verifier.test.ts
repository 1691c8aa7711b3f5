import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTokenVerifier, type TokenVerifier } from './token-verifier.js';
import { Problem } from '../problems/problem.js';

const AUDIENCE = 'dung-han';
const CLAIMS = { sub: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' };
/** Keys are asked for again no sooner than this after they were asked for last. */
const ASKED_AGAIN_AFTER_MS = 30_000;

interface SigningKey {
  readonly kid: string;
  readonly alg: 'ES256' | 'RS256';
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** A sign-in service whose keys are changed by the test and that counts how often they are fetched. */
interface Issuer {
  readonly url: string;
  keys: readonly SigningKey[];
  fetches: number;
  answers: boolean;
  close(): Promise<void>;
}

interface Wish {
  readonly key?: SigningKey;
  readonly kid?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}

async function newKey(kid: string, alg: 'ES256' | 'RS256' = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey };
}

async function startIssuer(): Promise<Issuer> {
  const server = createServer((_request, response) => {
    issuer.fetches += 1;
    void Promise.all(issuer.keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }))).then((keys) => {
      response.writeHead(issuer.answers ? 200 : 503, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ keys }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer: Issuer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    keys: [await newKey('first')],
    fetches: 0,
    answers: true,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}

let issuer: Issuer;
let verify: TokenVerifier;

beforeEach(async () => {
  issuer = await startIssuer();
  verify = openTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, jwksUrl: issuer.url });
});
afterEach(async () => {
  vi.useRealTimers();
  await issuer.close();
});

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** A token that is good in everything but what the wish says; a claim of `undefined` is left out. */
function token({ key = issuer.keys[0], kid, claims = {} }: Wish = {}): Promise<string> {
  if (key === undefined) throw new Error('the issuer has no key');
  const payload = { ...CLAIMS, iss: issuer.url, aud: AUDIENCE, iat: nowInSeconds(), exp: nowInSeconds() + 300, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: kid ?? key.kid }).sign(key.privateKey);
}

/** A token of two parts made by hand and a signature over them. */
function handMade(header: object, claims: object, sign: (signed: string) => string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part({ ...CLAIMS, iss: issuer.url, aud: AUDIENCE, exp: nowInSeconds() + 300, ...claims })}`;
  return `${signed}.${sign(signed)}`;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const thrown = await asked.then(() => undefined, (error: unknown) => error);
  return thrown instanceof Problem ? thrown.details.code : 'let in';
}

/** Moves the machine's clock, by which tokens expire and keys grow old; nothing waits. */
function later(ms: number): void {
  const moment = Date.now() + ms;
  vi.useFakeTimers({ toFake: ['Date'], now: moment });
}

describe('a token', () => {
  test('that is good stands for its person until it expires', async () => {
    const exp = nowInSeconds() + 300;
    expect(await verify(await token({ claims: { exp } }))).toEqual({ actor: { subject: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' }, expiresAt: exp * 1000 });
  });

  test('may be signed with RSA as with an elliptic curve', async () => {
    issuer.keys = [await newKey('rsa', 'RS256')];
    expect((await verify(await token())).actor.role).toBe('clerk');
  });

  test.each([
    ['of another issuer', { iss: 'https://elsewhere.test' }],
    ['of an issuer whose name begins alike', { iss: 'http://127.0.0.1' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'somebody-else' }],
    ['for several others', { aud: ['one', 'two'] }],
    ['without an audience', { aud: undefined }],
    ['without an expiry', { exp: undefined }],
    ['whose expiry is a text', { exp: '4000000000' }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['without a role', { role: undefined }],
    ['with two roles', { role: ['clerk', 'admin'] }],
    ['with a role nobody has', { role: 'minister' }],
    ['that claims to be the engine', { role: 'system' }],
    ['without an agency', { agency: undefined }],
  ])('%s lets nobody in', async (_what, claims) => {
    expect(await codeOf(verify(await token({ claims })))).toBe('unauthenticated');
  });

  test.each([
    ['expired within the tolerance of clocks', { exp: -4 }, 'let in'],
    ['expired beyond it', { exp: -6 }, 'unauthenticated'],
    ['valid from a moment within it', { nbf: 4 }, 'let in'],
    ['valid from a moment beyond it', { nbf: 60 }, 'unauthenticated'],
  ])('%s: %o is %s', async (_what, offsets, answer) => {
    later(0);
    const claims = Object.fromEntries(Object.entries(offsets).map(([name, seconds]) => [name, nowInSeconds() + seconds]));
    expect(await codeOf(verify(await token({ claims })))).toBe(answer);
  });

  test('found good is not trusted beyond its expiry, however lately it was checked', async () => {
    const given = await token({ claims: { exp: nowInSeconds() + 10 } });
    await verify(given);
    later(20_000);
    expect(await codeOf(verify(given))).toBe('unauthenticated');
  });
});

describe('a signature', () => {
  test.each(['none', 'None', 'NONE'])('of the algorithm %s lets nobody in', async (alg) => {
    expect(await codeOf(verify(handMade({ alg, kid: 'first' }, {}, () => '')))).toBe('unauthenticated');
  });

  test.each(['ES256', 'RS256'] as const)('made with the published %s key as a secret lets nobody in', async (alg) => {
    const key = await newKey('first', alg);
    issuer.keys = [key];
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(await exportJWK(key.publicKey))];
    for (const secret of secrets) {
      const forged = handMade({ alg: 'HS256', kid: 'first' }, {}, (signed) => createHmac('sha256', secret).update(signed).digest('base64url'));
      expect(await codeOf(verify(forged))).toBe('unauthenticated');
    }
  });

  test('by a key the token itself brings lets nobody in', async () => {
    const own = await newKey('first');
    const jwk = await exportJWK(own.publicKey);
    const forged = await new SignJWT({ ...CLAIMS, iss: issuer.url, aud: AUDIENCE, exp: nowInSeconds() + 300 }).setProtectedHeader({ alg: 'ES256', kid: 'first', jwk }).sign(own.privateKey);
    expect(await codeOf(verify(forged))).toBe('unauthenticated');
  });

  test('that was shortened, or stands under other claims, lets nobody in', async () => {
    const given = await token();
    const [header = '', , signature = ''] = given.split('.');
    const claims = Buffer.from(JSON.stringify({ ...CLAIMS, role: 'admin', iss: issuer.url, aud: AUDIENCE, exp: nowInSeconds() + 300 })).toString('base64url');
    expect(await codeOf(verify(given.slice(0, -4)))).toBe('unauthenticated');
    expect(await codeOf(verify(`${header}.${claims}.${signature}`))).toBe('unauthenticated');
  });
});

describe('keys', () => {
  test('are fetched once for all tokens of the same keys', async () => {
    await Promise.all(Array.from({ length: 20 }, async (_, place) => verify(await token({ claims: { sub: `officer-${String(place)}` } }))));
    expect(issuer.fetches).toBe(1);
  });

  test('that are changed are fetched once more by the first token that needs them', async () => {
    await verify(await token());
    const second = await newKey('second');
    issuer.keys = [...issuer.keys, second];
    later(ASKED_AGAIN_AFTER_MS + 1);
    const given = await Promise.all(Array.from({ length: 10 }, (_, place) => token({ key: second, claims: { sub: `officer-${String(place)}` } })));
    await Promise.all(given.map(verify));
    expect(issuer.fetches).toBe(2);
  });

  test('that are withdrawn open nothing any more once they are fetched again', async () => {
    const [first] = issuer.keys;
    if (first === undefined) throw new Error('the issuer has no key');
    const given = await token({ claims: { exp: nowInSeconds() + 3_600 } });
    await verify(given);
    const second = await newKey('second');
    issuer.keys = [second];
    later(ASKED_AGAIN_AFTER_MS + 1);
    await verify(await token({ key: second }));
    expect(await codeOf(verify(given))).toBe('unauthenticated');
  });

  test('are not fetched for every token that names one nobody has', async () => {
    await verify(await token());
    const stranger = await newKey('stranger');
    const storm = async (): Promise<void> => {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        expect(await codeOf(verify(await token({ key: stranger, kid: `made-up-${String(attempt)}` })))).toBe('unauthenticated');
      }
    };
    await storm();
    expect(issuer.fetches).toBe(1);
    later(ASKED_AGAIN_AFTER_MS + 1);
    await storm();
    expect(issuer.fetches).toBe(2);
  });

  test('that cannot be fetched are no fault of the token', async () => {
    issuer.answers = false;
    expect(await codeOf(verify(await token()))).toBe('identity-unavailable');
  });

  test('that cannot be fetched are not asked for by every token meanwhile', async () => {
    issuer.answers = false;
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await codeOf(verify(await token({ claims: { sub: `officer-${String(attempt)}` } })))).toBe('identity-unavailable');
    }
    expect(issuer.fetches).toBe(1);
    issuer.answers = true;
    later(ASKED_AGAIN_AFTER_MS + 1);
    expect((await verify(await token())).actor.role).toBe('clerk');
  });
});
