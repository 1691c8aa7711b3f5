import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectFolder = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** The project's own Node, of the pinned version, once packages are installed. */
export const pinnedNode = join(projectFolder, 'node_modules', '.bin', 'node');

/**
 * Where downloaded and built servers are kept: `DUNGHAN_CACHE` if set, else the user's cache folder so that every clone
 * on the machine shares them, else `.cache/` in the project when the user has no writable home.
 * @returns {string} an existing folder
 */
export function cacheFolder() {
  const chosen = process.env.DUNGHAN_CACHE;
  if (chosen) return created(resolve(chosen));
  try {
    const folder = created(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dung-han'));
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return created(join(projectFolder, '.cache'));
  }
}

function created(folder) {
  mkdirSync(folder, { recursive: true });
  return folder;
}
