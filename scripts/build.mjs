import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from './command.mjs';
import { withLock } from './lock.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { step } from './progress.mjs';

const SOURCE_FOLDERS = ['libs', 'workflows', 'apps'];
const LEFT_OUT = new Set(['apps/web']);
const dist = join(projectFolder, 'dist');
const stamp = join(dist, '.sources');

/** Compiles into `dist/`, copies data files beside the code and bundles the workflows, when any source has changed since. */
export async function ensureBuilt() {
  if (isCurrent(fingerprint(sourceFiles()))) return;
  await withLock(join(projectFolder, '.cache', 'build.lock'), async () => {
    const sources = sourceFiles();
    // Of what is read now: what somebody writes while the compiler works is compiled the next time.
    const compiled = fingerprint(sources);
    if (isCurrent(compiled)) return;
    rmSync(stamp, { force: true });
    removeOrphans(sources);
    await step('compiling TypeScript', () => run(pinnedNode, [join(projectFolder, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: projectFolder }));
    copyData(sources);
    await step('bundling the workflows', () => run(pinnedNode, ['dist/apps/worker/bundle.js'], { cwd: projectFolder }));
    writeFileSync(stamp, compiled);
  });
}

function isCurrent(compiled) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === compiled;
}

function sourceFiles() {
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  return [...SOURCE_FOLDERS.flatMap((folder) => filesUnder(folder)), ...settings];
}

function filesUnder(folder) {
  if (LEFT_OUT.has(folder)) return [];
  return readdirSync(join(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() && !path.endsWith('.test.ts') ? [path] : [];
  });
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const path of sources) hash.update(`${path} ${contentHash(path)}\n`);
  return hash.digest('hex');
}

function contentHash(path) {
  return createHash('sha1').update(readFileSync(join(projectFolder, path))).digest('hex');
}

function copyData(sources) {
  for (const path of sources.filter((name) => SOURCE_FOLDERS.includes(name.split('/')[0]) && !name.endsWith('.ts'))) {
    const target = join(dist, path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(projectFolder, path), target);
  }
}

function removeOrphans(sources) {
  const wanted = new Set(sources.flatMap((path) => (path.endsWith('.ts') ? [path.replace(/ts$/, 'js'), path.replace(/ts$/, 'js.map')] : [path])));
  let removed = false;
  for (const folder of SOURCE_FOLDERS.map((name) => join(dist, name)).filter((path) => existsSync(path))) {
    for (const entry of readdirSync(folder, { recursive: true })) {
      const path = join(folder, entry);
      if (!statSync(path).isFile() || wanted.has(relative(dist, path).replaceAll('\\', '/'))) continue;
      rmSync(path);
      removed = true;
    }
  }
  if (removed) rmSync(join(dist, '.tsbuildinfo'), { force: true });
}
