import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from '../../local/ports.js';
import { prepareCluster } from '../../local/postgres/cluster.js';
import { BackupError } from '../backup/backup-manifest.js';

const ASK_EVERY_MS = 200;

/**
 * Serves a laid out cluster on a port of its own until the work on it is done, and stops it then.
 * @param urlOn its address as the superuser, on a port
 * @throws BackupError when the log does not reach the instant asked for, saying how far it does
 */
export async function withRecoveredServer<T>(directory: string, logFile: string, urlOn: (port: number) => string, work: (port: number) => Promise<T>): Promise<T> {
  const cluster = await prepareCluster(directory);
  const port = await findFreePort();
  const log = openSync(logFile, 'a', 0o600);
  const { command, args, ...identity } = cluster.serve(port);
  const server = spawn(command, [...args], { ...identity, cwd: '/', stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = once(server, 'exit');
  try {
    await untilPromoted(urlOn(port), () => server.exitCode !== null || server.signalCode !== null).catch((error: unknown) => {
      throw recoveryFailure(readFileSync(logFile, 'utf8'), error);
    });
    return await work(port);
  } finally {
    server.kill('SIGINT');
    await ended;
  }
}

/** Waits until the server has gone as far as it was told to and takes work, however long it reads the log. */
async function untilPromoted(url: string, isGone: () => boolean): Promise<void> {
  while (!isGone()) {
    if ((await isPromoted(url)) === true) return;
    await delay(ASK_EVERY_MS);
  }
  throw new Error('the server ended');
}

/** Whether a server that goes to an instant is there and takes work; `undefined` while it does not answer. */
export async function isPromoted(url: string): Promise<boolean | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<{ recovering: boolean }>('SELECT pg_is_in_recovery() AS recovering')).rows[0]?.recovering === false;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function recoveryFailure(log: string, cause: unknown): BackupError {
  const reached = /last completed transaction was at log time (.+)/u.exec(log)?.[1];
  if (log.includes('recovery ended before configured recovery target was reached')) {
    return new BackupError(`The log ends before the instant asked for${reached === undefined ? '' : `; its last transaction is of ${reached}`}. Name the folders that hold more of it by --wal, or leave --to-time out to go as far as it reaches`, { cause });
  }
  return new BackupError(`The restored server does not come up:\n${log.slice(-2_000)}`, { cause });
}
