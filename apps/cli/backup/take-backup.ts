import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openDatabase } from '#persistence';
import { flushFolder, publishedRoots, sha256, systemClock } from '#service';
import { type BackupManifest, MANIFEST_FILE } from './backup-manifest.js';
import { takeBaseBackup } from './base-backup.js';
import { copyFile, copyFolder, CountedHash } from './copy-folder.js';
import { wrapKeys } from './wrapped-keys.js';

/** What a backup is taken of. */
export interface BackupSource {
  readonly superuserUrl: string;
  /** The database of the installation, as the application's role. */
  readonly databaseUrl: string;
  /** Folder of scans and results; absent where they lie in a storage. */
  readonly filesDir?: string;
  readonly rootsDir: string;
  /** Keys of letters and of the sign-in service: folders and files that may be there. */
  readonly beside: readonly { readonly path: string; readonly as: string }[];
  readonly walArchive?: string;
  /** The data folder of a one-command stack. */
  readonly dataDir?: string;
  /** The keys without which nothing can be opened, as a text; absent: they are kept apart. */
  readonly keys?: { readonly text: string; readonly passphrase?: string };
  readonly program: string;
}

type Content = BackupManifest['contents'][number];

/**
 * Takes a backup into a new folder: the whole cluster with the log it needs, scans, roots, keys, and a manifest. Until it is whole the folder is called
 * `….unfinished`; one that was cut short stays so. The database may be at work meanwhile.
 * @returns the manifest
 */
export async function takeBackup(source: BackupSource, folder: string, name: string): Promise<BackupManifest> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const begunAt = systemClock.now();
  const before = await readFacts(source.databaseUrl);
  const cluster = await copyCluster(source, unfinished, name);
  // After the database: files are written before the rows that name them, so none of those can be missing.
  const contents: Content[] = [...cluster.contents];
  for (const { path, as } of [...(source.filesDir === undefined ? [] : [{ path: source.filesDir, as: 'files' }]), { path: source.rootsDir, as: 'roots' }, ...source.beside]) {
    contents.push(...(await copyWhatIsThere(path, join(unfinished, as), unfinished)));
  }
  const keys = await writeKeys(source, unfinished);
  contents.push(...keys.contents);
  const manifest: BackupManifest = {
    format: 'dung-han/backup/1',
    name,
    begunAt,
    endedAt: systemClock.now(),
    program: source.program,
    postgres: before.postgres,
    database: { name: before.database, systemIdentifier: cluster.systemIdentifier, start: cluster.start, end: cluster.end },
    walArchive: source.walArchive ?? null,
    dataDir: source.dataDir ?? null,
    files: source.filesDir === undefined ? 'storage' : 'folder',
    keys: keys.kind,
    lastSeal: before.lastSeal ?? null,
    lastRoot: (await publishedRoots(join(unfinished, 'roots'))).at(-1)?.name ?? null,
    contents,
  };
  await writeFile(join(unfinished, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await flushFolder(unfinished);
  await rename(unfinished, folder);
  await flushFolder(join(folder, '..'));
  return manifest;
}

interface Facts {
  readonly database: string;
  readonly postgres: string;
  readonly lastSeal: { readonly number: number; readonly hash: string } | undefined;
}

async function readFacts(databaseUrl: string): Promise<Facts> {
  const database = await openDatabase({ url: databaseUrl, applicationName: 'dunghan-backup', poolSize: 1 });
  try {
    const server = await database.read.first<{ name: string; version: string }>(`SELECT current_database() AS name, current_setting('server_version') AS version`);
    const lastSeal = await database.read.first<{ number: number; hash: string }>('SELECT number, hash FROM ledger_seal ORDER BY number DESC LIMIT 1');
    return { database: server?.name ?? '', postgres: server?.version ?? '', lastSeal };
  } finally {
    await database.close();
  }
}

async function copyCluster({ superuserUrl }: BackupSource, folder: string, name: string): Promise<Awaited<ReturnType<typeof takeBaseBackup>> & { readonly contents: readonly Content[] }> {
  const written: Promise<Content>[] = [];
  const open = (part: 'base.tar' | 'backup_manifest'): Writable => {
    const path = part === 'base.tar' ? 'base.tar.gz' : part;
    const [into, counted] = [new PassThrough(), new CountedHash()];
    const file = createWriteStream(join(folder, path), { mode: 0o600, flush: true });
    const through = part === 'base.tar' ? pipeline(into, createGzip({ level: 1 }), counted, file) : pipeline(into, counted, file);
    written.push(through.then(() => ({ path, bytes: counted.bytes, sha256: counted.digest() })));
    written.at(-1)?.catch(() => undefined);
    return into;
  };
  const taken = await takeBaseBackup(superuserUrl, name, open);
  return { ...taken, contents: await Promise.all(written) };
}

async function copyWhatIsThere(from: string, to: string, root: string): Promise<readonly Content[]> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) return [];
  return found.isDirectory() ? copyFolder(from, to, root) : [await copyFile(from, to, root)];
}

async function writeKeys({ keys }: BackupSource, folder: string): Promise<{ readonly kind: BackupManifest['keys']; readonly contents: readonly Content[] }> {
  if (keys === undefined) return { kind: 'apart', contents: [] };
  const [kind, path, text] = keys.passphrase === undefined ? (['copied', 'secrets.json', keys.text] as const) : (['wrapped', 'keys.json', wrapKeys(keys.text, keys.passphrase)] as const);
  await writeFile(join(folder, path), text, { mode: 0o600, flush: true });
  return { kind, contents: [{ path, bytes: Buffer.byteLength(text), sha256: sha256(text) }] };
}
