import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const place = z.object({ lsn: z.string(), timeline: z.int() });

/** Name of the file that says what a backup is; written last. */
export const MANIFEST_FILE = 'manifest.json';

const manifestSchema = z.object({
  format: z.literal('dung-han/backup/1'),
  name: z.string(),
  /** Epoch milliseconds of its beginning and of its end. */
  begunAt: z.int(),
  endedAt: z.int(),
  /** Version of the program that took it, and of PostgreSQL. */
  program: z.string(),
  postgres: z.string(),
  database: z.object({ name: z.string(), systemIdentifier: z.string(), start: place, end: place }),
  /** Folder the server keeps its log in; null where it keeps none: such a backup leads to its own end and no further. */
  walArchive: z.string().nullable(),
  /** The data folder of a one-command stack: what it holds and the backup does not yet is taken from there, where it has survived. */
  dataDir: z.string().nullable(),
  /** `folder`: scans and results are in the backup; `storage`: they lie in an S3-compatible storage, which keeps its own versions. */
  files: z.enum(['folder', 'storage']),
  /** `copied`: in the clear, readable by their owner; `wrapped`: encrypted under a passphrase; `apart`: not in the backup. */
  keys: z.enum(['copied', 'wrapped', 'apart']),
  lastSeal: z.object({ number: z.int(), hash: z.string() }).nullable(),
  lastRoot: z.string().nullable(),
  contents: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

/** What a backup says of itself: where the log stood, what is in it, and the SHA-256 of every file. */
export type BackupManifest = z.output<typeof manifestSchema>;

/** A folder that is no whole backup of ours. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/**
 * Reads a backup's manifest and holds every file against it.
 * @throws BackupError when it was not finished, or a file is missing or another
 */
export async function checkBackup(folder: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch((cause: unknown) => {
    throw new BackupError(`${folder} has no ${MANIFEST_FILE}: it is no backup, or one that was cut short`, { cause });
  });
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new BackupError(`${join(folder, MANIFEST_FILE)} is none of this program's`);
  for (const { path, sha256 } of parsed.data.contents) {
    const found = await digestOf(join(folder, path)).catch(() => undefined);
    if (found === undefined) throw new BackupError(`${path} is missing from the backup`);
    if (found !== sha256) throw new BackupError(`${path} is not the file that was backed up: its SHA-256 is another`);
  }
  return parsed.data;
}

/** SHA-256 of a file, in lower-case hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
