import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DataFolderInUse, takeDataFolder } from '../../local/data-folder.js';
import { findJsonFile } from '../../local/json-file.js';
import { endLeftovers } from '../../local/leftovers.js';
import { findFreePort } from '../../local/ports.js';
import { prepareCluster, SUPERUSER, waitForPostgres } from '../../local/postgres/cluster.js';
import { databaseUrlFor } from '../../local/postgres/database-url.js';
import { keptLog } from '../../local/postgres/kept-log.js';
import { APPLICATION_ROLE } from '../../local/postgres/roles.js';
import { type LocalSecrets, secretsSchema } from '../../local/secrets.js';
import { BackupError } from './backup-manifest.js';
import type { BackupSource } from './take-backup.js';

const stackSchema = z.object({ databaseUrl: z.string() });

/**
 * Does something with the one-command stack of a data folder as the source of a backup: the database as it runs, or served for that long where the stack is stopped.
 * From then on the server keeps its log, so that later instants can be restored.
 * @throws BackupError when the folder holds no installation
 */
export async function withLocalSource<T>(dataDir: string, walDir: string, program: string, passphrase: string | undefined, work: (source: BackupSource) => Promise<T>): Promise<T> {
  const secrets = await findJsonFile<LocalSecrets>(join(dataDir, 'secrets.json'), secretsSchema);
  if (secrets === undefined) throw new BackupError(`${dataDir} holds no installation (npm start; DATA_DIR names another folder)`);
  await keepLogFrom(walDir, join(dataDir, 'postgres'));
  const keys = { text: await readFile(join(dataDir, 'secrets.json'), 'utf8'), ...(passphrase === undefined ? {} : { passphrase }) };
  const sourceOn = (address: URL): BackupSource => ({
    superuserUrl: databaseUrlFor(address.host, { role: SUPERUSER, password: secrets.superuserPassword, database: 'postgres' }),
    databaseUrl: databaseUrlFor(address.host, { role: APPLICATION_ROLE, password: secrets.applicationPassword, database: 'dunghan' }),
    filesDir: join(dataDir, 'files'),
    rootsDir: join(dataDir, 'roots'),
    beside: ['letter-signing', 'identity-keys.json'].map((name) => ({ path: join(dataDir, name), as: name })),
    walArchive: walDir,
    dataDir,
    keys,
    program,
  });
  const running = await runningDatabase(dataDir);
  return running === undefined ? served(dataDir, walDir, (address) => sourceOn(address).superuserUrl, (address) => work(sourceOn(address))) : work(sourceOn(running));
}

/** The log is kept from the first backup on: whatever the server writes to must own it. */
async function keepLogFrom(walDir: string, cluster: string): Promise<void> {
  await mkdir(walDir, { recursive: true, mode: 0o700 });
  const owner = await stat(cluster);
  if (process.getuid?.() === 0) await chown(walDir, owner.uid, owner.gid);
}

/** Where the database of a running stack answers; `undefined` when none runs. */
async function runningDatabase(dataDir: string): Promise<URL | undefined> {
  try {
    takeDataFolder(dataDir).release();
    return undefined;
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    const stack = await findJsonFile<z.output<typeof stackSchema>>(join(dataDir, 'stack.json'), stackSchema);
    if (stack === undefined) throw new BackupError(`The stack on ${dataDir} is just starting: try again in a moment`, { cause: error });
    return new URL(stack.databaseUrl);
  }
}

async function served<T>(dataDir: string, walDir: string, superuserOn: (address: URL) => string, work: (address: URL) => Promise<T>): Promise<T> {
  const folder = takeDataFolder(dataDir);
  try {
    await endLeftovers(folder.file('processes.json'));
    const cluster = await prepareCluster(folder.file('postgres'));
    const port = await findFreePort();
    const { command, args, ...identity } = cluster.serve(port, keptLog(walDir));
    const server = spawn(command, [...args], { ...identity, cwd: '/', stdio: 'ignore' });
    const ended = once(server, 'exit');
    try {
      const address = new URL(`postgres://127.0.0.1:${String(port)}/postgres`);
      await waitForPostgres(superuserOn(address), () => server.exitCode !== null);
      return await work(address);
    } finally {
      server.kill('SIGINT');
      await ended;
    }
  } finally {
    folder.release();
  }
}
