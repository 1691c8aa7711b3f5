import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { getPostgresBinaries } from './binaries.js';
import { unprivilegedLauncher, type Launch } from './unprivileged.js';

/** A folder of databases on this machine, not necessarily served at the moment. */
export type Cluster = {
  readonly directory: string;
  /** How to serve it on a port of the loopback address; settings as in postgresql.conf. */
  readonly serve: (port: number, settings?: Readonly<Record<string, string>>) => Launch;
};

/** Name of the superuser of every cluster made here. */
export const SUPERUSER = 'postgres';

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};
const ASK_EVERY_MS = 50;

/**
 * Makes the cluster if the folder holds none: UTF-8, sorted by code point the same on every machine. A making that was
 * interrupted leaves nothing behind that a later one would take for a cluster.
 * @param superuserPassword absent: connections from this machine are trusted (for tests)
 */
export async function prepareCluster(directory: string, superuserPassword?: string): Promise<Cluster> {
  const binaries = await getPostgresBinaries();
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = `${directory}.new`;
  const isNew = !existsSync(join(directory, 'PG_VERSION'));
  if (isNew) {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
  }
  const launcher = await unprivilegedLauncher(isNew ? unfinished : directory, [binaries.postgres, binaries.initdb]);
  if (isNew) {
    await initialise(launcher, binaries.initdb, unfinished, superuserPassword);
    await rename(unfinished, directory);
  }
  return {
    directory,
    serve: (port, settings = {}) => {
      const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      return launcher(binaries.postgres, ['-D', directory, '-p', String(port), ...options]);
    },
  };
}

/**
 * Waits until a server answers at the address.
 * @param gaveUp asked between attempts; true ends the waiting with an error
 */
export async function waitForPostgres(url: string, gaveUp: () => boolean): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (gaveUp()) throw new Error('PostgreSQL does not answer', { cause: error });
      await delay(ASK_EVERY_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function initialise(
  launcher: (program: string, args: readonly string[]) => Launch,
  initdb: string,
  directory: string,
  password: string | undefined,
): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const base = ['-D', directory, `--username=${SUPERUSER}`, ...locale];
  if (password === undefined) {
    await execute(launcher(initdb, [...base, '--auth=trust', '--no-sync']), 'ignore');
    return;
  }
  // The file can be reached through our descriptor alone: its folder is closed to others, among them the account that
  // runs initdb where root may not.
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-'));
  try {
    const file = join(folder, 'password');
    await writeFile(file, `${password}\n`, { mode: 0o644 });
    const input = await open(file);
    try {
      await execute(launcher(initdb, [...base, '--auth=scram-sha-256', '--pwfile=/dev/stdin']), input.fd);
    } finally {
      await input.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function execute({ command, args, ...identity }: Launch, input: number | 'ignore'): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...identity, cwd: '/', stdio: [input, 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with code ${String(code)}: ${complaints.trim()}`));
    });
  });
}
