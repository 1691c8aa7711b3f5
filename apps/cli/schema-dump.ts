import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instant } from '#domain';
import { renderSchema } from './schema-text.js';
import { openScratchEngine } from './scratch/scratch-engine.js';

/** Where the dump is kept, from the project's folder. */
export const SCHEMA_FILE = join('libs', 'persistence', 'schema.sql');

/** What the migrations make of an empty database, which is thrown away afterwards. */
async function migratedSchema(): Promise<string> {
  const scratch = await openScratchEngine({ at: instant(0), settings: { fsync: 'off', synchronous_commit: 'off' } });
  try {
    return await renderSchema(scratch.engine.database.read);
  } finally {
    await scratch.close();
  }
}

/** Names the first line at which a dump differs from what the migrations make; undefined when they are the same. */
export function findDrift(dump: string, made: string): string | undefined {
  if (dump === made) return undefined;
  const [dumped, wanted] = [dump.split('\n'), made.split('\n')];
  const at = wanted.findIndex((line, index) => line !== dumped[index]);
  const line = at < 0 ? wanted.length : at;
  const quoted = (text: string | undefined): string => (text === undefined ? 'nothing' : `"${text}"`);
  return `line ${String(line + 1)} holds ${quoted(dumped[line])} where the migrations make ${quoted(wanted[line])}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await migratedSchema();
  if (process.argv.includes('--check')) {
    const drift = findDrift(await readFile(SCHEMA_FILE, 'utf8').catch(() => ''), made);
    if (drift !== undefined) {
      process.stderr.write(`${SCHEMA_FILE}: ${drift}; npm run db:dump brings it up to date\n`);
      process.exitCode = 1;
    }
  } else {
    await writeFile(SCHEMA_FILE, made);
  }
}
