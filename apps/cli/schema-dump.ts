import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instant } from '#domain';
import { renderSchema } from './schema-text.js';
import { openScratchEngine } from './scratch/scratch-engine.js';

/** Where the dump is kept, from the project's folder. */
export const SCHEMA_FILE = join('libs', 'persistence', 'schema.sql');

/** Migrates a database that is thrown away afterwards and writes its schema to a file. */
export async function dumpSchema(file: string): Promise<void> {
  const scratch = await openScratchEngine({ at: instant(0), settings: { fsync: 'off', synchronous_commit: 'off' } });
  try {
    await writeFile(file, await renderSchema(scratch.engine.database.read));
  } finally {
    await scratch.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await dumpSchema(SCHEMA_FILE);
}
