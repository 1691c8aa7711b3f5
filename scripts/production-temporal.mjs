import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findProgram, run } from './command.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, projectFolder } from './paths.mjs';
import { step } from './progress.mjs';

const MODULE = 'go.temporal.io/server';
const PROGRAMS = ['cmd/server', 'cmd/tools/sql'];

/**
 * The Temporal server of docker-compose.yml without a container: the same version built from its sources, with the configuration file of its image, and what docker-compose.yml tells it.
 * @returns {Promise<{server: string, sqlTool: string, configFolder: string, told: Record<string, string>}>} `told`: its environment there, addresses included
 * @throws when Go is missing or the build fails
 */
export async function ensureProductionTemporal() {
  const { version, told } = deployedTemporal();
  const folder = join(cacheFolder(), `temporal-server-v${version}`);
  if (!existsSync(folder)) await withLock(`${folder}.lock`, async () => existsSync(folder) || build(folder, version));
  return { server: join(folder, 'server'), sqlTool: join(folder, 'sql'), configFolder: join(folder, 'config'), told };
}

/**
 * What docker-compose.yml says of Temporal.
 * @returns {{version: string, told: Record<string, string>}}
 */
export function deployedTemporal() {
  const { image, environment } = parse(readFileSync(join(projectFolder, 'docker-compose.yml'), 'utf8'), { merge: true }).services.temporal;
  return { version: image.split(':').at(-1), told: environment };
}

async function build(target, version) {
  const go = findProgram('go');
  if (go === undefined) throw new Error(`The Temporal server of production is built from ${MODULE}@v${version}: install Go, and start again`);
  const folder = mkdtempSync(`${target}-build-`);
  try {
    const env = { ...process.env, GOBIN: folder };
    for (const program of PROGRAMS) await step(`building ${MODULE}/${program} ${version} (minutes the first time)`, () => run(go, ['install', `${MODULE}/${program}@v${version}`], { cwd: folder, env }));
    const { Dir: sources } = JSON.parse(await run(go, ['mod', 'download', '-json', `${MODULE}@v${version}`], { cwd: folder, env }));
    mkdirSync(join(folder, 'config'));
    cpSync(join(sources, 'config', 'docker.yaml'), join(folder, 'config', 'docker.yaml'));
    // The image brings a file of dynamic configuration that sets nothing; docker-compose.yml mounts no other.
    writeFileSync(join(folder, 'config', 'dynamic.yaml'), '');
    renameSync(folder, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
