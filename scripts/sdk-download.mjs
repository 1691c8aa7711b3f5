import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopTogether } from './interruption.mjs';

const GIVE_UP_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Lets the Temporal SDK download one of its servers, and gives up once ten seconds have passed without a further byte.
 * @param {'dev-server' | 'test-server'} kind
 * @param {string} version such as `v1.5.1`
 * @param {string} target the file it shall become
 * @throws when nothing came, with the SDK's reason if it gave one
 */
export async function downloadBySdk(kind, version, target) {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  try {
    await growing(folder, spawn(process.execPath, [fileURLToPath(import.meta.url), kind, version, folder], { stdio: ['ignore', 'ignore', 'pipe'] }));
    const [file] = readdirSync(folder).map((name) => join(folder, name)).sort((a, b) => statSync(b).size - statSync(a).size);
    if (file === undefined) throw new Error('the SDK downloaded nothing');
    chmodSync(file, 0o755);
    renameSync(file, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function growing(folder, child) {
  return new Promise((resolve, reject) => {
    const letGo = stopTogether(child);
    let complaints = '';
    let size = 0;
    let lastGrowth = performance.now();
    const watch = setInterval(() => {
      const now = readdirSync(folder).reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0);
      if (now > size) lastGrowth = performance.now();
      size = now;
      if (performance.now() - lastGrowth > GIVE_UP_AFTER_MS) {
        complaints = 'no answer for ten seconds';
        child.kill('SIGKILL');
      }
    }, LOOK_EVERY_MS);
    child.stderr.on('data', (chunk) => (complaints = (complaints + chunk).slice(-500)));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const interrupted = letGo();
      if (interrupted !== undefined) reject(interrupted);
      else if (code === 0) resolve();
      else reject(new Error(complaints.trim().split('\n').at(-1)?.replace(/ for url .*/, '') || `the SDK ended with code ${code}`));
    });
  });
}

async function downloadHere(kind, version, downloadDir) {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download', version, downloadDir } };
  const environment = kind === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, version, folder] = process.argv.slice(2);
  try {
    await downloadHere(kind, version, folder);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
