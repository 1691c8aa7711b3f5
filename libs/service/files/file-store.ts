import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder, writeThrough } from './durable.js';

const OWNERS_ALONE = 0o600;

/** Where contents of files lie. They are encrypted before they come here; a store knows locations and bytes only. */
export interface FileStore {
  /** Writes a content whole or not at all; resolves when it would survive a crash. */
  put(location: string, content: Uint8Array): Promise<void>;
  /**
   * The content at a location.
   * @throws FileContentError when there is none
   */
  get(location: string): Promise<Buffer>;
  /** Removes a content; nothing happens when there is none. */
  remove(location: string): Promise<void>;
}

/** The content of a file is missing or is not the one that was stored. */
export class FileContentError extends Error {
  override readonly name = 'FileContentError';
}

/** The location of a file's content by its id: spread over 256 folders. */
export function locationOf(fileId: string): string {
  return `${fileId.slice(0, 2)}/${fileId}`;
}

/** Throws `RangeError` for anything `locationOf` cannot have given, paths that lead elsewhere among it. */
export function assertLocation(location: string): void {
  if (!/^[0-9a-f]{2}\/[0-9a-f-]{36}$/u.test(location)) {
    throw new RangeError(`"${location}" is no location of a file store`);
  }
}

/** A store in a folder, which is made when first written to. Only its owner can read it. */
export function openDiskStore(folder: string): FileStore {
  const pathOf = (location: string): string => {
    assertLocation(location);
    return join(folder, location);
  };
  return {
    async put(location, content) {
      const path = pathOf(location);
      const half = join(dirname(path), `.${randomUUID()}.half`);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await writeThrough(half, content, OWNERS_ALONE);
        await rename(half, path);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
      await flushFolder(dirname(path));
    },

    async get(location) {
      try {
        return await readFile(pathOf(location));
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
          throw new FileContentError(`The file store holds nothing at ${location}: restore it from a backup`, { cause });
        }
        throw cause;
      }
    },

    async remove(location) {
      await rm(pathOf(location), { force: true });
    },
  };
}
