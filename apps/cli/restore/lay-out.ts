import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../local/data-folder.js';
import { BackupError, digestOf } from '../backup/backup-manifest.js';

/** How far a laid out cluster goes when it is served. */
export interface RecoveryPlan {
  /** The instant up to which; absent: as far as the log reaches. */
  readonly to?: Date;
  /** How the server finds a segment of the log, as in postgresql.conf. */
  readonly restoreCommand: string;
}

const manifestSchema = z.object({ Files: z.array(z.object({ Path: z.string(), Size: z.int(), Checksum: z.string().optional(), 'Checksum-Algorithm': z.string().optional() })) });

/** Throws `BackupError` unless a folder is missing or empty: nothing is ever restored over something. */
export async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (entries.length > 0) throw new BackupError(`${folder} is not empty: restore into a new folder`);
}

/**
 * Lays a backup's cluster out in a new folder, holds every file against the server's own manifest, and tells the server how far to go when it is next served. It then
 * refuses writes until the restore is completed.
 * @throws BackupError when the folder is not empty, or a file is not the one that was backed up
 */
export async function layOut(backup: string, directory: string, { to, restoreCommand }: RecoveryPlan): Promise<void> {
  await requireEmpty(directory);
  // Whoever serves it may be somebody else than who lays it out: he has to get there.
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await unpack(join(backup, 'base.tar.gz'), directory);
  await checkCluster(join(backup, 'backup_manifest'), directory);
  const settings = {
    restore_command: restoreCommand,
    recovery_target_timeline: 'latest',
    ...(to === undefined ? {} : { recovery_target_time: serverMoment(to), recovery_target_action: 'promote' }),
    default_transaction_read_only: 'on',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  await appendFile(join(directory, 'postgresql.auto.conf'), lines.join(''));
  await writeFile(join(directory, 'recovery.signal'), '');
}

/** Names of the settings a restore leaves in a cluster; resetting them lets it be written again. */
export const RECOVERY_SETTINGS = ['restore_command', 'recovery_target_timeline', 'recovery_target_time', 'recovery_target_action', 'default_transaction_read_only'] as const;

/** When it reads its settings the server knows offsets, but no letter for a zone yet. */
function serverMoment(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', '+00');
}

/** The names the server has for its own account mean nothing here: files are those of whoever lays them out. */
async function unpack(archive: string, directory: string): Promise<void> {
  const child = spawn('tar', ['-xzf', archive, '-C', directory, '--no-same-owner'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new BackupError(`${archive} cannot be unpacked: ${said.trim()}`);
}

/** The log that came with the backup is not in the server's manifest; what it holds is checked by the server as it reads it. */
async function checkCluster(manifest: string, directory: string): Promise<void> {
  const { Files: files } = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')));
  for (const { Path: path, Checksum: checksum, 'Checksum-Algorithm': algorithm } of files) {
    if (algorithm !== 'SHA256') throw new BackupError(`The server's manifest names ${path} by ${algorithm ?? 'nothing'}, not by SHA-256`);
    if ((await digestOf(join(directory, path)).catch(() => undefined)) !== checksum) throw new BackupError(`${path} of the cluster is missing or not the file that was backed up`);
  }
}
