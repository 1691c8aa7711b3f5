import { readFile, rename, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { say } from './progress.js';

/** Thrown when a file holds something else than this program wrote there. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile';

  constructor(readonly path: string, cause: unknown) {
    super(`${path} does not hold what this program wrote there`, { cause });
  }
}

/** Writes a file that only its owner may read, whole or not at all, also when the machine loses power. */
export async function writeJsonFile(path: string, content: unknown): Promise<void> {
  const half = `${path}.${String(process.pid)}.half`;
  await writeFile(half, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(half, path);
}

/**
 * Reads a file written by `writeJsonFile`; undefined when there is none.
 * @throws BrokenFile when it holds something else
 */
export async function findJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new BrokenFile(path, error);
  }
}

/** Reads a file that can be done without: one that holds something else is put aside, which is said, and counts as missing. */
export async function findSpareJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return await findJsonFile(path, schema);
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    await rename(path, `${path}.broken`);
    say(`${error.message}; it is put aside as ${path}.broken and made anew`);
    return undefined;
  }
}
