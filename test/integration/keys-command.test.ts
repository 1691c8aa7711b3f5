import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchDossiers } from '../../libs/service/personal/index.js';
import { readPersonal } from '../../libs/service/personal/personal-record.js';
import { openVault, type Vault } from '../../libs/service/vault/vault.js';
import { buildOnce } from '../support/e2e-stack.js';
import { MASTER_KEY, testCounter } from '../support/engine.js';

await buildOnce();
const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { database } = counter.engine;
const DOSSIERS = 60;
const KILLS = 3;
/** Each run is a process of its own, which a busy machine takes its time to start. */
const PATIENCE_MS = 400_000;
const next = randomBytes(32);
const phoneOf = (index: number): string => `09${String(10_000_000 + index)}`;
const ids: string[] = [];
let folder = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-keys-'));
  file = join(folder, 'next-key');
  await writeFile(file, `${next.toString('base64')}\n`);
  for (let index = 0; index < DOSSIERS; index += 1) {
    ids.push((await counter.takeIn({ applicant: { name: 'Người nộp', phone: phoneOf(index) } })).id);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(masterKey: Uint8Array, ...args: readonly string[]): ChildProcess {
  const variables = { DUNGHAN_ENV: 'development', DATABASE_URL: counter.database.url, MASTER_KEY: Buffer.from(masterKey).toString('base64'), SEAL_SIGNING_KEY: randomBytes(32).toString('base64') };
  return spawn('env', [...Object.entries(variables).map(([name, value]) => `${name}=${value}`), process.execPath, MAIN, 'keys', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(masterKey: Uint8Array, ...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const child = start(masterKey, ...args);
  const [said, complained, [code]] = await Promise.all([child.stdout === null ? '' : text(child.stdout), child.stderr === null ? '' : text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said: `${said}${complained}` };
}

/** Dossiers whose record a vault opens and whose applicant it finds. */
async function held(vault: Vault): Promise<readonly [number, number]> {
  let [opened, found] = [0, 0];
  for (const [index, id] of ids.entries()) {
    opened += (await readPersonal(database.read, vault, id, 1)) === undefined ? 0 : 1;
    const { hits } = await searchDossiers({ database, vault }, { text: phoneOf(index), scopes: ['H99'], limit: 2 });
    found += hits.length === 1 ? 1 : 0;
  }
  return [opened, found];
}

describe('keys rotate-master', () => {
  test('killed as soon as it says that it has done something, again and again, leaves everything readable and comes to its end', { timeout: PATIENCE_MS }, async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = start(MASTER_KEY, 'rotate-master', '--new', file);
      const gone = once(child, 'close');
      child.stderr?.once('data', () => child.kill('SIGKILL'));
      child.stdout?.resume();
      await gone;
      expect(await held(openVault(MASTER_KEY, next))).toEqual([DOSSIERS, DOSSIERS]);
    }
    expect((await run(MASTER_KEY, 'rotate-master', '--new', file)).code).toBe(0);
    expect(await held(openVault(next))).toEqual([DOSSIERS, DOSSIERS]);
    expect((await run(next, 'finish-rotation')).said).toContain(`(${String(DOSSIERS)} dossiers)`);
    expect(await held(openVault(next))).toEqual([DOSSIERS, DOSSIERS]);
  });

  test.each([
    ['no file', ['rotate-master']],
    ['another action', ['rotate']],
    ['retire without a year', ['retire', 'H99.31']],
    ['retire with a year that is none', ['retire', 'H99.31', 'last']],
  ])('called with %s says how it is called and ends with 2', async (_, args) => {
    const { code, said } = await run(MASTER_KEY, ...args);
    expect([code, said.includes('npm run keys -- rotate-master --new FILE')]).toEqual([2, true]);
  });
});

test('keys retire ends with 1 and says why where a key may still be at work', async () => {
  expect(await run(MASTER_KEY, 'retire', 'H99.31', '2099')).toMatchObject({ code: 1, said: expect.stringContaining('may still be at work') as string });
});
