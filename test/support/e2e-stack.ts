import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll } from 'vitest';
import { dossierWorkflowId, viewQuery } from '#workflows';
import { closeEngine, type Engine, loadCatalogue, openEngine, readCatalogue, systemClock } from '#service';
import { untilHealthy } from '../../apps/local/services.js';
import { type Service, Supervisor } from '../../apps/local/supervisor.js';
import { callsTo, startTokenIssuer } from '../integration/api-harness.js';
import { findFreePort } from '../../apps/local/ports.js';
import { type KillableTemporal, NAMESPACE, startKillableTemporal } from './e2e-servers.js';
import { until } from './e2e-facts.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
type TokenIssuer = Awaited<ReturnType<typeof startTokenIssuer>>;
const MASTER_KEY = new Uint8Array(32).fill(7);

export type ProcessName = 'worker' | 'relay' | 'api';

export interface StackOptions {
  /** Address of a migrated database, as the application's role. */
  readonly databaseUrl: string;
  /** Variables of our processes beside or instead of the usual ones. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What one of them has beside that. */
  readonly own?: Partial<Readonly<Record<ProcessName, Readonly<Record<string, string>>>>>;
  /** Processes that start with the stack; the others are started when a test asks for them. */
  readonly running?: readonly ProcessName[];
}

/** Everything real: database, Temporal server on a file, and our own processes from `dist`, started again whenever they end. */
export class E2eStack {
  readonly #supervisor: Supervisor;
  /** Lines the supervisor said, for a failing test to show. */
  readonly said: string[] = [];

  private constructor(
    readonly folder: string,
    readonly engine: Engine,
    readonly temporal: KillableTemporal,
    readonly issuer: TokenIssuer,
    readonly apiUrl: string,
    readonly client: Client,
    readonly settings: Readonly<Record<string, string>>,
    private readonly own: NonNullable<StackOptions['own']>,
  ) {
    this.#supervisor = new Supervisor({ say: (line) => this.said.push(line), changed: () => Promise.resolve(), lost: (error) => this.said.push(`lost: ${error.message}`) });
  }

  /** Starts a stack for the calling test file (call it at top level); everything of it is stopped after the file's last test. */
  static async start({ databaseUrl, variables = {}, own = {}, running = ['worker', 'relay', 'api'] }: StackOptions): Promise<E2eStack> {
    await buildOnce();
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
    afterAll(() => rm(folder, { recursive: true, force: true }));
    const temporal = await startKillableTemporal(folder);
    const engine = await openEngine({ databaseUrl, masterKey: MASTER_KEY, applicationName: 'e2e-test', poolSize: 5 });
    afterAll(() => closeEngine(engine));
    await loadCatalogue(engine.database, await readCatalogue(new URL('../../data/', import.meta.url)), systemClock.now());
    const issuer = await startTokenIssuer();
    afterAll(() => issuer.close());
    const connection = Connection.lazy({ address: temporal.address });
    afterAll(() => connection.close());
    const port = await findFreePort();
    const settings = {
      DUNGHAN_ENV: 'development',
      DATABASE_URL: databaseUrl,
      MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: NAMESPACE,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      OIDC_ISSUER: issuer.url,
      OIDC_JWKS_URL: issuer.url,
      LOG_LEVEL: 'error',
      // Patient, so that a busy machine gives outcomes instead of 202.
      INLINE_DEADLINE_MS: '20000',
      LATENESS_SPREAD_MS: '0',
      ...variables,
    };
    const stack = new E2eStack(folder, engine, temporal, issuer, `http://127.0.0.1:${String(port)}`, new Client({ connection, namespace: NAMESPACE }), settings, own);
    afterAll(() => stack.stop());
    for (const name of running) await stack.startProcess(name);
    if (running.includes('api') && running.includes('worker')) await stack.untilSound();
    return stack;
  }

  /** Calls to the API with tokens of the stack's issuer. */
  get calls(): ReturnType<typeof callsTo> {
    return callsTo(this.apiUrl, this.issuer);
  }

  async startProcess(name: ProcessName): Promise<void> {
    await this.#supervisor.start(this.#serviceOf(name));
  }

  /** Kills one of our processes, by SIGKILL unless told otherwise; it is started again at once, as the stack does. Returns when the old one is gone. */
  async kill(name: ProcessName, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const pid = this.pidOf(name);
    if (pid === undefined) throw new Error(`${name} does not run: ${this.said.join('; ')}`);
    process.kill(pid, signal);
    await until(`${name} ${String(pid)} is gone`, async () => this.pidOf(name) !== pid);
  }

  /** Waits until the API answers again and neither Temporal nor workers are missed. */
  async untilSound(): Promise<void> {
    await until('the stack is sound', async () => {
      const answer = await fetch(`${this.apiUrl}/health/ready`).catch(() => undefined);
      if (answer?.ok !== true) return false;
      const { degraded } = (await answer.json()) as { readonly degraded: readonly string[] };
      return !degraded.includes('temporal-unreachable') && !degraded.includes('no-workers');
    });
  }

  /** Process number of one of our processes, or `undefined` while it does not run. */
  pidOf(name: ProcessName): number | undefined {
    return this.#supervisor.pids()[name];
  }

  /**
   * Waits until the dossier's workflow has made its first transition and waits for what comes. Before that a transition may
   * be under way in the worker, which needs no Temporal to decide whatever is in the inbox by then.
   */
  async untilWorkflowWaits(dossierId: string): Promise<void> {
    const handle = this.client.workflow.getHandle(dossierWorkflowId(dossierId));
    await until(`the workflow of dossier ${dossierId} waits`, () => handle.query(viewQuery).then((view) => view !== undefined, () => false));
  }

  /** What a process printed. */
  logOf(name: ProcessName): string {
    const file = this.#logFile(name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop(['api', 'relay', 'worker']);
  }

  #serviceOf(name: ProcessName): Service {
    const atOnce = (): Promise<void> => Promise.resolve();
    return {
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(PROJECT, 'dist', 'apps', name, 'main.js')],
      environment: { ...this.settings, ...this.own[name] },
      logFile: this.#logFile(name),
      stopSignal: 'SIGTERM',
      untilReady: name === 'api' ? untilHealthy(`${this.apiUrl}/health/ready`) : atOnce,
    };
  }

  #logFile(name: ProcessName): string {
    return join(this.folder, `${name}.log`);
  }
}

/** Brings `dist` up to the sources: a few file hashes when it is already. */
export async function buildOnce(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(PROJECT, 'scripts', 'build-all.mjs')], { cwd: PROJECT });
}

/** The compiled workflows, as the worker of the stack runs them. */
export const BUILT_WORKFLOWS = join(PROJECT, 'dist', 'workflow-bundle.js');
