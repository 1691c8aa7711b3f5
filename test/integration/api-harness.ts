import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll } from 'vitest';
import { type Actor, instant } from '#domain';
import { applyTransition, closeEngine, type Engine, type FileStore, loadCatalogue, openDiskStore, openEngine, readCatalogue } from '#service';
import type { ApiSettings, DossierGateway } from '../../apps/api/parts.js';
import { type RunningApi, startApi } from '../../apps/api/start.js';
import type { TestDatabase } from '../support/database.js';
import { TestClock } from '../support/engine.js';
import { differenceOf } from '../support/described-answers.js';

const AUDIENCE = 'dung-han';
/** The project's data files. */
export const DATA = new URL('../../data/', import.meta.url);
/** A Tuesday in working hours; the tests' clock begins here and moves only when told. */
const START = '2026-08-18T09:00:00+07:00';

/** An issuer of tokens with its own keys, served as a key set. */
interface TokenIssuer {
  readonly url: string;
  token(claims: Readonly<Record<string, unknown>>, options?: { readonly issuer?: string; readonly audience?: string; readonly expiresInSeconds?: number }): Promise<string>;
  close(): Promise<void>;
}

/** Settings of an API on a port the system chooses, that trusts this issuer. */
export function settingsOver(issuer: TokenIssuer): ApiSettings {
  return {
    host: '127.0.0.1',
    port: 0,
    identity: { issuer: issuer.url, audience: AUDIENCE, jwksUrl: issuer.url },
    inlineDeadlineMs: 1_000,
    webClientId: 'dung-han-web',
    practice: false,
    startsPerSecond: 1_000,
    clockSkewMs: 5_000,
    logLevel: 'error',
  };
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] };
  const server: Server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    token: ({ sub, ...claims }, options = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setSubject(typeof sub === 'string' ? sub : '')
        .setIssuer(options.issuer ?? url)
        .setAudience(options.audience ?? AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (options.expiresInSeconds ?? 300))
        .sign(privateKey),
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A gateway that decides commands in this process, or, while `down`, behaves as if Temporal were away. */
class DirectGateway implements DossierGateway {
  down = false;
  readonly started: string[] = [];
  readonly nudged: string[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly clock: TestClock,
  ) {}

  async deliver(dossierId: string, commandId: string): ReturnType<DossierGateway['deliver']> {
    if (this.down) {
      return 'unavailable';
    }
    await applyTransition(this.engine, dossierId, [commandId], this.clock.now());
    return 'delivered';
  }

  start(dossierId: string): ReturnType<DossierGateway['start']> {
    this.started.push(dossierId);
    return Promise.resolve(this.down ? 'unavailable' : 'delivered');
  }

  nudgeCase({ id }: Parameters<DossierGateway['nudgeCase']>[0]): ReturnType<DossierGateway['nudgeCase']> {
    this.nudged.push(id);
    return Promise.resolve(this.down ? 'unavailable' : 'delivered');
  }

  health(): ReturnType<DossierGateway['health']> {
    return Promise.resolve({ reachable: !this.down, pollers: this.down ? undefined : 1 });
  }
}

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** What a call sends beside its path. */
export interface Call {
  readonly as?: string | Partial<Actor>;
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly raw?: { readonly type: string; readonly content: string | Uint8Array<ArrayBuffer> };
}

/** A running API over one test database, with the demo catalogue and its own token issuer. */
interface TestApi extends Calls {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly gateway: DirectGateway;
  readonly files: FileStore;
  readonly issuer: TokenIssuer;
  readonly api: RunningApi;
}

const DESKS: Readonly<Record<string, string>> = { clerk: 'H99.02', officer: 'H99.05', head: 'H99.05', signatory: 'H99.05', manager: 'H99', admin: 'H99', auditor: 'H99' };

/** Starts an API on the database and stops everything after the file's last test. */
export async function startTestApi(database: TestDatabase): Promise<TestApi> {
  const clock = new TestClock(START);
  const engine = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'api-test', inboxLimit: 3 });
  await loadCatalogue(engine.database, await readCatalogue(DATA), instant(clock.now() - 1));
  const gateway = new DirectGateway(engine, clock);
  const issuer = await startTokenIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-api-'));
  const files = openDiskStore(folder);
  const api = await startApi({
    engine,
    clock,
    gateway,
    files,
    settings: settingsOver(issuer),
  });
  afterAll(async () => {
    await api.close();
    await issuer.close();
    await closeEngine(engine);
    await rm(folder, { recursive: true, force: true });
  });
  return { engine, clock, gateway, files, issuer, api, ...callsTo(api.url, issuer) };
}

/** Calls to an API with tokens of an issuer. Every answer is compared with the API's description; one that differs fails the test. */
interface Calls {
  readonly get: (path: string, call?: Call) => Promise<Answer>;
  readonly post: (path: string, call?: Call) => Promise<Answer>;
}

export function callsTo(url: string, issuer: TokenIssuer): Calls {
  const call = (method: string) => async (path: string, given: Call = {}) => {
    const token = given.token ?? (given.as === undefined ? undefined : await tokenFor(issuer, given.as));
    const content = given.raw?.content ?? (given.body === undefined ? undefined : JSON.stringify(given.body));
    const type = given.raw?.type ?? (given.body === undefined ? undefined : 'application/json');
    const answer = await answerOf(
      await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
        },
        ...(content === undefined ? {} : { body: content }),
      }),
    );
    const difference = differenceOf(method, path, answer);
    if (difference !== undefined) {
      throw new Error(`The description of the API is not true: ${difference}`);
    }
    return answer;
  };
  return { get: call('GET'), post: call('POST') };
}

/** A token of the usual person of a role, or of an actor spelled out. */
function tokenFor(issuer: TokenIssuer, as: string | Partial<Actor>): Promise<string> {
  const actor: Partial<Actor> = typeof as === 'string' ? { role: as as Actor['role'] } : as;
  const role = actor.role ?? 'clerk';
  const agency = actor.agency ?? DESKS[role] ?? 'H99';
  return issuer.token({ sub: actor.subject ?? `${role}@${agency}`, role, agency });
}

async function answerOf(response: Response): Promise<Answer> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? (JSON.parse(text) as Answer['body']) : {};
  return { status: response.status, type, headers: response.headers, body, text, bytes };
}
