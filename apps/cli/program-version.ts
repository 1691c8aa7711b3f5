import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { dataFolder } from '../local/reference-folder.js';

/** Version of this program, as its package has it. */
export async function programVersion(): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(new URL('../package.json', dataFolder()), 'utf8'))).version;
}
