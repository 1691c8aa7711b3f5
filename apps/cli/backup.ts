import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { namesInstallation, readEnvironment, readSuperuserDatabaseUrl, readToolEnvironment } from '#config';
import { formatInstant, instant } from '#domain';
import { systemClock } from '#service';
import { type BackupManifest, digestOf, MANIFEST_FILE } from './backup/backup-manifest.js';
import { keepLast } from './backup/keep-last.js';
import { withLocalSource } from './backup/local-source.js';
import { type BackupSource, takeBackup } from './backup/take-backup.js';
import { programVersion } from './program-version.js';
import { UsageError } from './usage.js';

const USAGE = `npm run backup [-- --to FOLDER] [--passphrase-file FILE] [--keep N]
    copies database, scans, roots and keys of the installation the environment names (SUPERUSER_DATABASE_URL beside its variables), else of the one-command stack, running or not,
    into a new folder below FOLDER (beside the data folder, with -backups behind its name). Keys: the stack's are copied, readable by their owner; under a passphrase they are encrypted; else they are kept apart.
    --keep N: afterwards all but the last N backups are removed, and with them the log before the oldest of these`;

/** Takes a backup. Resolves to the exit code. */
export async function backup(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' }, keep: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const keep = values.keep === undefined ? undefined : Number(values.keep);
  if (keep !== undefined && !(Number.isInteger(keep) && keep >= 1)) throw new UsageError(`--keep is how many backups stay, 1 or more\n${USAGE}`);
  const { dataDir, walDir } = readToolEnvironment();
  const to = resolve(values.to ?? `${dataDir.replace(/\/+$/u, '')}-backups`);
  const passphrase = values['passphrase-file'] === undefined ? undefined : (await readFile(values['passphrase-file'], 'utf8')).trim();
  const take = async (source: BackupSource): Promise<void> => {
    const name = `backup-${formatUtc(systemClock.now())}`;
    const manifest = await takeBackup(source, join(to, name), name);
    process.stdout.write(await told(manifest, join(to, name)));
    if (keep !== undefined) process.stdout.write(await keepLast(to, keep, source.walArchive));
  };
  const program = await programVersion();
  if (namesInstallation()) await take(namedSource(program, walDir, passphrase));
  else await withLocalSource(resolve(dataDir), resolve(walDir ?? join(dataDir, 'wal')), program, passphrase, take);
  return 0;
}

/** An installation's keys lie where its secrets do: they come along only under a passphrase. */
function namedSource(program: string, walDir: string | undefined, passphrase: string | undefined): BackupSource {
  const { databaseUrl, filesDir, filesStorage, rootsDir, letterSigningDir, masterKey, sealSigningKey } = readEnvironment();
  const keys = { masterKey: Buffer.from(masterKey).toString('base64'), sealSigningKey: Buffer.from(sealSigningKey).toString('base64') };
  return {
    superuserUrl: readSuperuserDatabaseUrl(),
    databaseUrl,
    ...(filesStorage === undefined ? { filesDir } : {}),
    rootsDir,
    beside: letterSigningDir === undefined ? [] : [{ path: letterSigningDir, as: 'letter-signing' }],
    ...(walDir === undefined ? {} : { walArchive: resolve(walDir) }),
    ...(passphrase === undefined ? {} : { keys: { text: `${JSON.stringify(keys, undefined, 2)}\n`, passphrase } }),
    program,
  };
}

const KEYS: Readonly<Record<BackupManifest['keys'], string>> = {
  copied: 'its keys are in it in the clear: keep it as you keep them',
  wrapped: 'its keys are in it, encrypted under the passphrase',
  apart: 'its keys are not in it: keep master_key and seal_signing_key elsewhere, without them nothing can be opened',
};

async function told({ database, contents, keys, files, lastSeal, lastRoot, endedAt, walArchive }: BackupManifest, folder: string): Promise<string> {
  const bytes = contents.reduce((sum, each) => sum + each.bytes, 0);
  return [
    `Backup ${basename(folder)} in ${dirname(folder)}: ${String(contents.length)} files, ${(bytes / 1_000_000).toFixed(1)} MB, complete at ${formatInstant(instant(endedAt))}`,
    `The log from ${database.start.lsn} to ${database.end.lsn} (timeline ${String(database.end.timeline)}) is in it; ${walArchive === null ? 'the server keeps no log of its own that this program knows of (WAL_DIR): it leads to this instant alone' : `later instants are in ${walArchive}`}`,
    `Last seal: ${lastSeal === null ? 'none' : `${String(lastSeal.number)}:${lastSeal.hash}`}; last published root: ${lastRoot ?? 'none'}; ${files === 'folder' ? 'scans are in it' : 'scans lie in the storage, which is backed up by itself'}; ${KEYS[keys]}`,
    `SHA-256 of its manifest: ${await digestOf(join(folder, MANIFEST_FILE))}`,
    '',
  ].join('\n');
}

/** Sorts by time, and is a name on every file system. */
function formatUtc(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/gu, '');
}
