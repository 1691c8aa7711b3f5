import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '#domain';
import { closeEngine, type Engine, loadCatalogue, openEngine, readCatalogue } from '#service';
import { dataFolder } from '../../local/reference-folder.js';
import { findFreePort } from '../../local/ports.js';
import { prepareCluster, SUPERUSER, waitForPostgres } from '../../local/postgres/cluster.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from '../../local/postgres/roles.js';
import { migrate } from '../../migrate/main.js';
import { whileFilled } from './filling.js';

/** An engine over a database of its own that is thrown away when it is closed, unless it is asked to be kept. */
export interface ScratchEngine {
  readonly engine: Engine;
  /** The database as the application's role. */
  readonly databaseUrl: string;
  /** The same as the role that owns the schema, for tables a bench makes beside it. */
  readonly ownerUrl: string;
  /** The key its data keys are wrapped under, for other processes on the same database. */
  readonly masterKey: Uint8Array;
  /** As `whileFilled`, for this engine's server. */
  fill<T>(fill: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What a scratch database is made for. */
export interface ScratchOptions {
  readonly at: Instant;
  /** Server settings; a bench that compares writes keeps PostgreSQL's own durability, a simulation need not. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly poolSize?: number;
  /** A folder that outlives the engine, instead of one that is thrown away: opened again, it holds what was written. */
  readonly keptIn?: string;
}

const DATABASE = 'scratch';

/** Starts a fresh PostgreSQL with schema and demo catalogue, and an engine on it. */
export async function openScratchEngine(options: ScratchOptions): Promise<ScratchEngine> {
  const folder = options.keptIn ?? (await mkdtemp(join(tmpdir(), 'dunghan-scratch-')));
  const cluster = await prepareCluster(join(folder, 'postgres'));
  const port = await findFreePort();
  const { command, args, ...identity } = cluster.serve(port, options.settings);
  const server = spawn(command, [...args], { ...identity, cwd: '/', stdio: 'ignore' });
  const ended = once(server, 'exit');
  const stopServer = async (): Promise<void> => {
    server.kill('SIGINT');
    await ended;
    if (options.keptIn === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = (role: string, database: string): string => `postgres://${role}@127.0.0.1:${String(port)}/${database}`;
    const superuser = address(SUPERUSER, 'postgres');
    await waitForPostgres(superuser, () => server.exitCode !== null);
    await ensureRolesAndDatabase(superuser, DATABASE, { owner: 'trusted', application: 'trusted' });
    const ownerUrl = address(OWNER_ROLE, DATABASE);
    await migrate(ownerUrl);
    const databaseUrl = address(APPLICATION_ROLE, DATABASE);
    const masterKey = options.keptIn === undefined ? randomBytes(32) : await keptKey(options.keptIn);
    const engine = await openEngine({ databaseUrl, masterKey, applicationName: 'dunghan-scratch', poolSize: options.poolSize ?? 20 });
    await loadCatalogue(engine.database, await readCatalogue(dataFolder()), options.at);
    return {
      engine,
      databaseUrl,
      ownerUrl,
      masterKey,
      fill: (fill) => whileFilled(superuser, fill),
      close: async () => {
        await closeEngine(engine);
        await stopServer();
      },
    };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

/** The key of a kept folder, made on first use: it lies beside the generated data it opens. */
async function keptKey(folder: string): Promise<Uint8Array> {
  const file = join(folder, 'master-key');
  if (!existsSync(file)) await writeFile(file, randomBytes(32), { mode: 0o600 });
  return readFile(file);
}
