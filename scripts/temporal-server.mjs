import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { findProgram, run } from './command.mjs';
import { Interrupted } from './interruption.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder } from './paths.mjs';
import { main, say, step } from './progress.mjs';
import { downloadBySdk } from './sdk-download.mjs';

const CLI_VERSION = 'v1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@${CLI_VERSION}`;

/**
 * Finds or fetches the Temporal dev server: `temporal` in the search path, our cache, the SDK's download, `go install`.
 * @returns {Promise<string | undefined>} its path; undefined when `TEMPORAL_ADDRESS` names a running server
 * @throws when every way failed, with a message that lists them
 */
export async function ensureTemporalServer() {
  if (process.env.TEMPORAL_ADDRESS) return undefined;
  const installed = findProgram('temporal');
  if (installed !== undefined) return installed;
  const cached = join(cacheFolder(), `temporal-${CLI_VERSION}`);
  if (existsSync(cached)) return cached;
  return withLock(`${cached}.lock`, async () => (existsSync(cached) ? cached : fetchServer(cached)));
}

async function fetchServer(target) {
  try {
    await step(`downloading the Temporal server ${CLI_VERSION} by its SDK`, () => downloadBySdk('dev-server', CLI_VERSION, target));
    return target;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    say(`the SDK's download gave nothing: ${error.message.slice(0, 160)}`);
  }
  const go = findProgram('go');
  if (go === undefined) throw new Error(waysOut('go was not found in the search path'));
  try {
    await step('building the Temporal server with go install (two to four minutes the first time)', () => buildWithGo(go, target));
    return target;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new Error(waysOut(error.message), { cause: error });
  }
}

async function buildWithGo(go, target) {
  const folder = mkdtempSync(`${target}-build-`);
  try {
    await run(go, ['install', GO_PACKAGE], { cwd: folder, env: { ...process.env, GOBIN: folder } });
    renameSync(join(folder, 'temporal'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function waysOut(reason) {
  return [
    `No Temporal server could be found or fetched (${reason}). Any one of these helps:`,
    '  - set TEMPORAL_ADDRESS=host:port to a running server',
    '  - put the program "temporal" (the Temporal CLI) into the search path',
    `  - put it into ${cacheFolder()} as temporal-${CLI_VERSION}`,
    '  - allow the Temporal SDK to download it',
    `  - install Go and run: go install ${GO_PACKAGE}`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const done = await bootstrap();
    if (done !== undefined) return done;
    mkdirSync(cacheFolder(), { recursive: true });
    const path = await ensureTemporalServer();
    process.stdout.write(`${path ?? ''}\n`);
    return 0;
  });
}
