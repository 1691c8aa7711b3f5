import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { NODE_FLAGS } from '../../local/node-flags.js';
import type { ScratchEngine } from '../scratch/scratch-engine.js';

/** One of our processes, started for a bench. */
export interface OwnProcess {
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** Environment of a process on a scratch database. */
export function settingsFor(scratch: Pick<ScratchEngine, 'databaseUrl' | 'masterKey'>, issuer: string, temporalAddress: string, port: number): Record<string, string> {
  return {
    DUNGHAN_ENV: 'development',
    DATABASE_URL: scratch.databaseUrl,
    MASTER_KEY: Buffer.from(scratch.masterKey).toString('base64'),
    TEMPORAL_ADDRESS: temporalAddress,
    HOST: '127.0.0.1',
    PORT: String(port),
    OIDC_ISSUER: issuer,
    OIDC_JWKS_URL: `${issuer}/jwks`,
    LOG_LEVEL: 'error',
  };
}

/** Starts `dist/apps/NAME/main.js`; its errors go to this process's standard error. */
export function startOwn(name: 'api' | 'worker' | 'relay', settings: Readonly<Record<string, string>>): OwnProcess {
  const path = fileURLToPath(new URL(`../../${name}/main.js`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, path], { env: { PATH: '', ...settings }, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waits until the API says it is ready. */
export async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const ready = await fetch(`${url}/health/ready`).then((response) => response.ok).catch(() => false);
    if (ready) {
      return;
    }
    if (performance.now() > deadline) {
      throw new Error(`The API at ${url} was not ready within ${String(READY_WITHIN_MS / 1000)} s`);
    }
    await pause(100);
  }
}

/** An issuer of tokens for the bench, with its key set served on loopback. */
export async function startIssuer(): Promise<{ readonly url: string; token(role: string, agency: string): Promise<string>; close(): void }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    token: (role, agency) =>
      new SignJWT({ role, agency }).setProtectedHeader({ alg: 'ES256', kid: 'bench' }).setSubject(`bench-${role}`).setIssuer(url).setAudience('dung-han').setIssuedAt().setExpirationTime('2h').sign(privateKey),
    close: () => server.close(),
  };
}
