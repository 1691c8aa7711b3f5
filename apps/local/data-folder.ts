import { accessSync, constants, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { findProcess, isRunning, type ProcessIdentity } from './process-table.js';

/** Thrown when another stack is using the data; nothing has been touched then. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';

  constructor(readonly folder: string, readonly pid: number) {
    super(`${folder} is in use by the stack of process ${String(pid)}. Stop that one first (kill ${String(pid)}), or set DATA_DIR to another folder.`);
  }
}

/** The folder of one stack, held by this process until it is released. */
export type DataFolder = {
  readonly path: string;
  readonly logs: string;
  readonly file: (name: string) => string;
  readonly release: () => void;
};

const holderSchema = z.object({ pid: z.number().int().positive(), begun: z.string() });

/**
 * Takes the folder for this process alone, making it if need be. A holder that was killed no longer counts.
 * @throws DataFolderInUse when a living process holds it
 * @throws when it can be no folder of ours, saying why
 */
export function takeDataFolder(dataDir: string): DataFolder {
  const path = resolve(dataDir);
  const logs = join(path, 'logs');
  makeFolder(path);
  const lock = join(path, 'lock');
  takeLock(path, lock);
  mkdirSync(logs, { recursive: true });
  return {
    path,
    logs,
    file: (name) => join(path, name),
    release: () => {
      rmSync(lock, { force: true });
    },
  };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`${path} cannot be the stack's data folder: set DATA_DIR to one that you may write to`, { cause: error });
  }
}

function takeLock(folder: string, lock: string): void {
  const self = findProcess(process.pid);
  if (self === undefined) throw new Error('This process cannot find itself in the process table');
  const own = `${lock}.${String(self.pid)}`;
  writeFileSync(own, JSON.stringify(self), { mode: 0o600 });
  try {
    while (!linked(own, lock)) {
      const holder = findHolder(lock);
      if (holder !== undefined && isRunning(holder)) throw new DataFolderInUse(folder, holder.pid);
      setAside(lock, holder, own);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the lock of a dead holder; if another starter was faster and the lock is already its own, gives it back. */
function setAside(lock: string, dead: ProcessIdentity | undefined, own: string): void {
  const aside = `${own}.stale`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  const moved = findHolder(aside);
  if (moved?.pid !== dead?.pid || moved?.begun !== dead?.begun) linked(aside, lock);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function findHolder(file: string): ProcessIdentity | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether something failed because there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
