import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import { dossierWorkflowId } from '#workflows';
import { findFreePort } from '../../apps/local/ports.js';
import { INTAKE } from '../support/e2e-desk.js';
import { until } from '../support/e2e-facts.js';
import { buildOnce } from '../support/e2e-stack.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 150_000;
const STOPPED_WITHIN_MS = 60_000;

await buildOnce();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-start-'));
const dataDir = join(folder, 'data');
const variables = ['-u', 'TEMPORAL_ADDRESS', `DATA_DIR=${dataDir}`, `PORT=${String(await findFreePort())}`];
const started: StartedStack[] = [];
afterAll(async () => {
  for (const stack of started) await stack.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface StackFile {
  readonly apiUrl: string;
  readonly temporalAddress: string;
  readonly databaseUrl: string;
  readonly temporalUiUrl: string;
  readonly portalUrl: string;
  readonly pids: Readonly<Record<string, number>>;
}

/** `npm start` in the project's folder. */
class StartedStack {
  #printed = '';
  readonly #child = spawn('env', [...variables, 'npm', 'start'], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  readonly ended = once(this.#child, 'close').then(([code]) => code as number | null);

  constructor() {
    started.push(this);
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', (chunk: Buffer) => (this.#printed += chunk.toString()));
  }

  get printed(): string {
    return this.#printed;
  }

  async untilReady(): Promise<StackFile> {
    await until(
      'the stack says that it is ready',
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`npm start ended:\n${this.#printed}`);
        return this.#printed.includes('Đúng Hạn is ready') && existsSync(join(dataDir, 'stack.json'));
      },
      READY_WITHIN_MS,
    );
    return JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as StackFile;
  }

  /** Goes away as the reader of what the stack says, as `| head` does. */
  stopReading(): void {
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  /** Signals npm and what it runs, as a terminal does, and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    process.kill(-pid, signal);
    await until('npm start has ended', async () => this.#child.exitCode !== null || this.#child.signalCode !== null, STOPPED_WITHIN_MS);
  }
}

async function processesOnData(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(dataDir));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function tokenOf(role: string): Promise<string> {
  const { stdout } = await promisify(execFile)('env', [...variables, 'npm', 'run', '--silent', 'token', '--', role], { cwd: PROJECT });
  return stdout.trim();
}

/** `npm run ledger -- verify` on the stack's data, whatever database the tests' own environment names. */
async function verifyLedger(): Promise<string> {
  const { stdout } = await promisify(execFile)('env', [...variables, 'DATABASE_URL=', 'DATABASE_URL_FILE=', 'npm', 'run', '--silent', 'ledger', '--', 'verify'], { cwd: PROJECT });
  return stdout;
}

async function runOf(stack: StackFile, dossierId: string): Promise<{ readonly runId: string; readonly status: string }> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    const { runId, status } = await new Client({ connection, namespace: 'dunghan' }).workflow.getHandle(dossierWorkflowId(dossierId)).describe();
    return { runId, status: status.name };
  } finally {
    await connection.close();
  }
}

async function getDossier(stack: StackFile, path: string): Promise<unknown> {
  return (await fetch(`${stack.apiUrl}${path}`, { headers: { authorization: `Bearer ${await tokenOf('officer')}` } })).json();
}

test('npm start serves, refuses a second start on the same data, ends without leaving a process, goes on where it was, and clears up after a start that was killed', { timeout: 500_000 }, async () => {
  const first = new StartedStack();
  const stack = await first.untilReady();
  expect(Object.keys(stack.pids).sort()).toEqual(['api', 'postgres', 'relay', 'stack', 'stand-in', 'temporal', 'worker']);
  expect((await fetch(`${stack.apiUrl}/api/docs`)).status).toBe(200);
  expect((await fetch(stack.temporalUiUrl)).status).toBe(200);
  const taken = await fetch(`${stack.apiUrl}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf('clerk')}`, 'content-type': 'application/json', 'idempotency-key': 'one-command-test' },
    body: JSON.stringify(INTAKE),
  });
  const { id, code } = (await taken.json()) as { readonly id: string; readonly code: string };
  expect([taken.status, typeof code]).toEqual([201, 'string']);
  const path = `/api/v1/dossiers/${code}`;
  const run = await until('its workflow runs', () => runOf(stack, id).catch(() => false as const));
  expect(run.status).toBe('RUNNING');

  await until('the portal was told of it', async () => (await (await fetch(`${stack.portalUrl}/kept`)).text()).includes(code));
  const filed = await fetch(`${stack.portalUrl}/push`, { method: 'POST' });
  expect([filed.status, await filed.json()]).toMatchObject([201, { answer: { code: expect.stringContaining('G22.99-') as string } }]);

  const second = new StartedStack();
  expect(await second.ended).toBe(1);
  expect(second.printed).toContain(`${dataDir} is in use by the stack of process ${String(stack.pids['stack'])}`);
  expect(await getDossier(stack, path)).toMatchObject({ id, code, status: 'received' });

  process.kill(stack.pids['stack'] ?? 0, 'SIGTERM');
  await first.ended;
  expect(Object.values(stack.pids).filter(isAlive)).toEqual([]);
  expect(await processesOnData()).toEqual([]);
  expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
  await expect(verifyLedger()).rejects.toThrow(`no stack runs on ${dataDir}`);

  const third = new StartedStack();
  const again = await third.untilReady();
  expect(await getDossier(again, path)).toMatchObject({ id, code, status: 'received' });
  expect(await runOf(again, id)).toEqual(run);
  process.kill(again.pids['stack'] ?? 0, 'SIGKILL');
  await third.ended;
  expect(isAlive(again.pids['postgres'] ?? 0)).toBe(true);

  const fourth = new StartedStack();
  const last = await fourth.untilReady();
  expect(fourth.printed).toContain('ended what a killed stack had left running: api, relay, worker, ');
  expect(Object.values(again.pids).filter(isAlive)).toEqual([]);
  expect(await getDossier(last, path)).toMatchObject({ id, code, status: 'received' });
  expect(await verifyLedger()).toContain('The ledger is whole: 2 dossiers');
  fourth.stopReading();
  await fourth.end('SIGINT');
  expect(Object.values(last.pids).filter(isAlive)).toEqual([]);
  expect(await processesOnData()).toEqual([]);
});
