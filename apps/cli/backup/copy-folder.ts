import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isMissing } from '../../local/data-folder.js';
import type { BackupManifest } from './backup-manifest.js';

type Content = BackupManifest['contents'][number];

/** A name that begins with a dot or ends in .half is of something half written: who writes it gives it its own name when it is whole. */
const HALF = /^\.|\.half$/u;

/** Copies a folder's files, readable by their owner alone, and tells what they were. A folder that is not there has none; a file removed meanwhile is left out. */
export async function copyFolder(from: string, to: string, root: string): Promise<readonly Content[]> {
  const contents: Content[] = [];
  for (const path of await filesIn(from)) {
    const copied = await copyFile(join(from, path), join(to, path), root).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (copied !== undefined) contents.push(copied);
  }
  return contents;
}

/** Copies a file, whole on the disk when it resolves, and tells what it was. */
export async function copyFile(from: string, to: string, root: string): Promise<Content> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const counted = new CountedHash();
  const source = createReadStream(from);
  // What is not there is found out before anything is made in its name.
  await new Promise((resolve, reject) => source.once('open', resolve).once('error', reject));
  await pipeline(source, counted, createWriteStream(to, { mode: 0o600, flush: true }));
  return { path: relative(root, to), bytes: counted.bytes, sha256: counted.digest() };
}

/** Paths of the files in a folder and below it, sorted. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile() && !HALF.test(entry.name)).map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}

/** Passes bytes on, counts them and takes their SHA-256. */
export class CountedHash extends Transform {
  readonly #hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
