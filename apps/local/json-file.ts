import { readFile, rename, writeFile } from 'node:fs/promises';
import type { z } from 'zod';

/** Writes a file that only its owner may read, whole or not at all. */
export async function writeJsonFile(path: string, content: unknown): Promise<void> {
  const half = `${path}.${String(process.pid)}.half`;
  await writeFile(half, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await rename(half, path);
}

/**
 * Reads a file written by `writeJsonFile`; undefined when there is none.
 * @throws when it holds something else, naming it
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
    throw new Error(`${path} does not hold what this program wrote there; restore it from a copy`, { cause: error });
  }
}
