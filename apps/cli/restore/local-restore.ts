import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Instant } from '#domain';
import { findJsonFile } from '../../local/json-file.js';
import { databaseUrlFor } from '../../local/postgres/database-url.js';
import { logProgram, quoted } from '../../local/postgres/kept-log.js';
import { SUPERUSER } from '../../local/postgres/cluster.js';
import { APPLICATION_ROLE, OWNER_ROLE } from '../../local/postgres/roles.js';
import { secretsSchema } from '../../local/secrets.js';
import { BackupError, type BackupManifest, checkBackup } from '../backup/backup-manifest.js';
import { copyFile, filesIn } from '../backup/copy-folder.js';
import { unwrapKeys } from '../backup/wrapped-keys.js';
import { type Completed, completeRestore, type CompletionWish } from './complete.js';
import { layOut, requireEmpty } from './lay-out.js';
import { withRecoveredServer } from './recovered-server.js';

/** A restore of the one-command stack into a data folder of its own. */
export interface LocalRestore {
  readonly from: string;
  readonly dataDir: string;
  readonly to?: Instant;
  /** Folders that hold the log from the backup on, beside the one the backup names. */
  readonly wal: readonly string[];
  /** Folders that hold roots and scans newer than the backup's. */
  readonly roots: readonly string[];
  readonly files: readonly string[];
  /** Where the keys are, if not in the backup in the clear. */
  readonly secrets?: string;
  readonly passphrase?: string;
  readonly gaps: CompletionWish['gaps'];
}

const keptSecrets = secretsSchema.extend({ masterKey: z.base64(), sealSigningKey: z.base64() });

/**
 * Restores a backup of the one-command stack into a new data folder and completes it, so that `npm start` goes on there.
 * @throws BackupError when the backup is not whole, the folder not empty, the log too short, or the ledger broken
 */
export async function restoreLocally(restore: LocalRestore, say: (line: string) => void): Promise<Completed> {
  await requireEmpty(restore.dataDir);
  const manifest = await checkBackup(restore.from);
  say(`${manifest.name} is whole: ${String(manifest.contents.length)} files`);
  const secrets = await readSecrets(restore, manifest);
  await mkdir(restore.dataDir, { recursive: true });
  await layOut(restore.from, join(restore.dataDir, 'postgres'), {
    ...(restore.to === undefined ? {} : { to: new Date(restore.to) }),
    restoreCommand: `sh ${quoted(logProgram('fetch-wal.sh'))} "%f" "%p" ${logFolders(restore, manifest).map(quoted).join(' ')}`,
  });
  await layOutBeside(restore, manifest);
  const urlOf = (role: string, password: string, database: string) => (port: number): string => databaseUrlFor(`127.0.0.1:${String(port)}`, { role, password, database });
  const superuserOn = urlOf(SUPERUSER, secrets.superuserPassword, 'postgres');
  const completed = await withRecoveredServer(join(restore.dataDir, 'postgres'), join(restore.dataDir, 'restore.log'), superuserOn, (port) =>
    completeRestore(
      {
        superuserUrl: superuserOn(port),
        ownerUrl: urlOf(OWNER_ROLE, secrets.ownerPassword, manifest.database.name)(port),
        databaseUrl: urlOf(APPLICATION_ROLE, secrets.applicationPassword, manifest.database.name)(port),
        masterKey: Buffer.from(secrets.masterKey, 'base64'),
        sealSigningKey: Buffer.from(secrets.sealSigningKey, 'base64'),
        roots: [join(restore.dataDir, 'roots')],
        filesDir: join(restore.dataDir, 'files'),
      },
      { backup: manifest.name, ...(restore.to === undefined ? {} : { targetAt: restore.to }), gaps: restore.gaps },
      say,
    ),
  );
  // Last: a folder without it is no installation, so one cut short is never started.
  await writeFile(join(restore.dataDir, 'secrets.json'), `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600, flush: true });
  return completed;
}

/** The log goes on in the folder the server kept it in, and ends in what it had not put there yet when it ended. */
function logFolders({ wal }: LocalRestore, { walArchive, dataDir }: BackupManifest): readonly string[] {
  const known = [...(walArchive === null ? [] : [walArchive]), ...(dataDir === null ? [] : [join(dataDir, 'postgres', 'pg_wal')])];
  return [...wal.map((folder) => resolve(folder)), ...known].filter((folder) => existsSync(folder));
}

async function readSecrets({ from, secrets, passphrase }: LocalRestore, { keys }: BackupManifest): Promise<z.output<typeof keptSecrets>> {
  if (secrets === undefined && keys === 'wrapped') {
    if (passphrase === undefined) throw new BackupError('The keys of this backup are encrypted: name the file of their passphrase by --passphrase-file');
    return keptSecrets.parse(JSON.parse(unwrapKeys(await readFile(join(from, 'keys.json'), 'utf8'), passphrase)));
  }
  const found = secrets === undefined && keys === 'apart' ? undefined : await findJsonFile<z.output<typeof keptSecrets>>(secrets ?? join(from, 'secrets.json'), keptSecrets);
  if (found === undefined) throw new BackupError('The keys of this backup were kept apart: name the file that holds them by --secrets');
  return found;
}

/** Scans, roots and keys of the backup, and what is newer of scans and roots where it has survived. */
async function layOutBeside({ from, dataDir, roots, files }: LocalRestore, { contents, dataDir: former }: BackupManifest): Promise<void> {
  for (const [name, more] of [['files', files], ['roots', roots]] as const) {
    for (const folder of [join(from, name), ...(former === null ? [] : [join(former, name)]), ...more]) await addFiles(folder, join(dataDir, name));
  }
  for (const { path } of contents.filter(({ path: each }) => each.startsWith('letter-signing/') || each === 'identity-keys.json')) {
    await copyFile(join(from, path), join(dataDir, path), dataDir);
  }
}

/** Files lie under names no other content ever gets: what is there already is the same. */
async function addFiles(from: string, to: string): Promise<void> {
  const there = new Set(await filesIn(to));
  for (const path of (await filesIn(from)).filter((each) => !there.has(each))) await copyFile(join(from, path), join(to, path), to);
}
