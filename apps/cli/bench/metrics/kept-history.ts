import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadedHistory } from './load-history.js';
import type { Province } from './nation.js';

/** A nation as it was published, and what was loaded for it. */
export interface KeptHistory {
  readonly provinces: readonly [Province, ...Province[]];
  readonly loaded: LoadedHistory;
}

const fileIn = (folder: string): string => join(folder, 'history.json');

/** Whether a history was loaded into the folder to its end. */
export function isKept(folder: string): boolean {
  return existsSync(fileIn(folder));
}

/** Loads, or tells what a former run loaded into the folder. A load that was interrupted leaves no word and is refused by what it wrote. */
export async function onceKept(folder: string | undefined, load: () => Promise<KeptHistory>): Promise<KeptHistory> {
  if (folder === undefined) return load();
  if (isKept(folder)) return JSON.parse(await readFile(fileIn(folder), 'utf8')) as KeptHistory;
  const history = await load();
  await writeFile(fileIn(folder), JSON.stringify(history));
  return history;
}
