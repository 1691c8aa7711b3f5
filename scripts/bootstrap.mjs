import { realpathSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { runInFront } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { pinnedNode } from './paths.mjs';

const LOOK_AFTER_PARENT_MS = 1_000;

/**
 * Makes the packages present and the pinned Node the one that runs. Under another Node the same command line is started
 * again under the pinned one, with signals passed on.
 * @returns {Promise<number | undefined>} undefined: go on; a number: the second run is over, exit with it
 */
export async function bootstrap() {
  if (process.env.npm_lifecycle_event) endWithParent();
  await ensureInstalled();
  if (realpathSync(process.execPath) === realpathSync(pinnedNode)) return undefined;
  const env = { ...process.env, PATH: `${dirname(pinnedNode)}${delimiter}${process.env.PATH ?? ''}` };
  return (await runInFront(pinnedNode, [...process.execArgv, ...process.argv.slice(1)], env)).code;
}

/** Takes the death of npm, which may come without a signal to us, for a request to stop. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_AFTER_PARENT_MS);
  watch.unref();
}
