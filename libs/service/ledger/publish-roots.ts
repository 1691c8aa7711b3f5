import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine.js';
import { flushFolder, writeThrough } from '../files/durable.js';
import { type PublishedRoot, rootFileName, rootOf, writeRoot } from './root-file.js';
import { SEAL_COLUMNS, type SealRow } from './seal.js';

/** The database holds another seal than the one whose root was published, and no restore explains it: somebody made the seals anew. */
export class RootConflictError extends Error {
  override readonly name = 'RootConflictError';
}

/** A published root is there to be compared by whoever wants to. */
const FOR_EVERYBODY = 0o644;

type SignedSeal = SealRow & { readonly signature: string; readonly signing_key: string; readonly signed_at: number };

/**
 * Writes the root of each signed seal that has no file yet into the folder, whole and on the disk, and never over one that is there.
 * Returns the names of the files written. Call it after each round of the sealer; any number of processes may.
 * @throws RootConflictError when the folder holds another root of one of these seals
 */
export async function publishRoots({ database }: Pick<Engine, 'database'>, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const published = await publishedRoots(folder);
  const restored = await restoredUntil(database);
  const written: string[] = [];
  for (const seal of await unpublished(database, published)) {
    const root = rootOf(seal, seal);
    const name = rootFileName(root);
    refuseOther(root, published, restored);
    await writeOnce(folder, name, writeRoot(root));
    written.push(name);
  }
  return written;
}

/** Signed seals of which no file says the number with the hash, in their order. */
async function unpublished({ read }: Engine['database'], published: readonly RootFile[]): Promise<readonly SignedSeal[]> {
  return read.rows<SignedSeal>(
    `SELECT ${SEAL_COLUMNS}, signature, signing_key, signed_at FROM ledger_seal s JOIN ledger_seal_signature USING (number)
     WHERE NOT EXISTS (SELECT FROM unnest($1::integer[], $2::text[]) AS f (number, hash) WHERE f.number = s.number AND starts_with(s.hash, f.hash)) ORDER BY number`,
    [published.map(({ number }) => number), published.map(({ hash }) => hash)],
  );
}

/** A root's file as its name tells it. */
export interface RootFile {
  readonly name: string;
  readonly day: string;
  readonly number: number;
  /** The first letters of the seal's hash. */
  readonly hash: string;
}

/** The files of roots in a folder, by the number of their seal; none when there is no such folder. */
export async function publishedRoots(folder: string): Promise<readonly RootFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const found = /^(\d{4}-\d{2}-\d{2})-seal-(\d+)-([0-9a-f]{12})\.json$/u.exec(name);
      const [, day, number, hash] = found ?? [];
      return day === undefined || number === undefined || hash === undefined ? [] : [{ name, day, number: Number(number), hash }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Up to when the earliest restore brought the database: what was published of later seals may speak of a record that is lost. */
async function restoredUntil(database: Engine['database']): Promise<number | undefined> {
  return (await database.read.first<{ until: number | null }>('SELECT min(known_until) AS until FROM restoration'))?.until ?? undefined;
}

function refuseOther(root: PublishedRoot, published: readonly RootFile[], restored: number | undefined): void {
  const other = published.find(({ number, name }) => number === root.seal.number && name !== rootFileName(root));
  if (other !== undefined && (restored === undefined || root.seal.sealed_at < restored)) {
    throw new RootConflictError(`The ledger's seal ${String(root.seal.number)} is not the one whose root was published as ${other.name}: the seals were made anew. Verify with that file`);
  }
}

/** Whole and on the disk; one that is there already, written by another process in this moment, stays. */
async function writeOnce(folder: string, name: string, content: string): Promise<void> {
  const half = join(folder, `.${randomUUID()}.half`);
  await writeThrough(half, content, FOR_EVERYBODY);
  try {
    await link(half, join(folder, name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(half, { force: true });
  }
  await flushFolder(folder);
}
