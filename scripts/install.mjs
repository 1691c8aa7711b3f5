import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram, run, searchPath } from './command.mjs';
import { withLock } from './lock.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { step } from './progress.mjs';

const lockFile = join(projectFolder, 'package-lock.json');
const installedList = join(projectFolder, 'node_modules', '.package-lock.json');
const stamp = join(projectFolder, 'node_modules', '.dung-han-lock-hash');

/** Runs `npm ci` when packages are missing or belong to another package-lock.json; otherwise does nothing. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(join(projectFolder, '.cache', 'install.lock'), async () => {
    if (isInstalled()) return;
    const npm = findProgram('npm');
    if (npm === undefined) throw new Error('npm was not found in the search path; it installs the packages this project needs');
    const env = { ...process.env, PATH: searchPath().join(delimiter) };
    await step('installing packages (npm ci)', () => run(npm, ['ci', '--no-fund', '--no-audit'], { cwd: projectFolder, env }));
    if (!existsSync(pinnedNode)) {
      throw new Error('npm ci ended well but did not bring Node: install scripts seem to be switched off; the package "node" needs its own');
    }
    writeFileSync(stamp, hashOfLockFile());
  });
}

function isInstalled() {
  if (!existsSync(installedList) || !existsSync(pinnedNode)) return false;
  if (statSync(installedList).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLockFile();
}

function hashOfLockFile() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}
