import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';

/** What somebody may have to load before the first page is there, compressed by gzip. */
export const LIMIT_BYTES = 300 * 1024;

/** Words that only these write: whoever loads one of them first loads what few pages need. */
const LATER = { echarts: '_echarts_instance_', 'pdfjs-dist': 'GetDocRequest', 'react-simple-keyboard': 'simple-keyboard' };

const ENTRY = 'index.html';
const SHELL = ['src/shell/shell.tsx', 'src/shell/start-page.tsx'];

/**
 * Files a browser loads for some modules: their own, and all these import when they are loaded, with styles.
 * @param manifest Vite's, by module
 */
export function filesOf(manifest, modules) {
  const seen = new Set();
  const files = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    if (seen.has(name) || chunk === undefined) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  modules.forEach(visit);
  return [...files].sort();
}

/**
 * Ways into the application: the staff's, and each page that is open to everybody; every page of the staff stands on top of the shell.
 * @param publicPages modules of pages outside of the shell
 */
export function waysIn(manifest, publicPages) {
  const missing = [ENTRY, ...SHELL, ...publicPages].filter((name) => manifest[name] === undefined);
  if (missing.length > 0) throw new Error(`The web application was built without ${missing.join(', ')}`);
  return [{ name: 'staff', files: filesOf(manifest, [ENTRY, ...SHELL]) }, ...publicPages.map((page) => ({ name: page, files: filesOf(manifest, [ENTRY, page]) }))];
}

/**
 * What is wrong with a way in: more than the limit, or something in it that only some pages need.
 * @param contentOf gives a file's bytes by its name
 */
export function judge({ name, files }, contentOf) {
  const contents = files.map((file) => contentOf(file));
  const bytes = contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
  const early = Object.entries(LATER).filter(([, word]) => contents.some((content) => content.includes(word))).map(([library]) => library);
  return { name, bytes, faults: [...(bytes > LIMIT_BYTES ? [`${kilobytes(bytes)} are more than ${kilobytes(LIMIT_BYTES)}`] : []), ...early.map((library) => `${library} is loaded with the first page`)] };
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** What a page loads later for itself is no way in. */
function publicPagesOf(manifest) {
  return Object.keys(manifest).filter((name) => /^src\/pages\/citizen\/[\w-]+-page\.tsx$/.test(name) && manifest[name].isDynamicEntry === true);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { ensureWebBuilt } = await import('./web.mjs');
    await ensureWebBuilt();
    const built = join(projectFolder, 'dist/web');
    const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8'));
    const judged = waysIn(manifest, publicPagesOf(manifest)).map((way) => judge(way, (file) => readFileSync(join(built, file))));
    for (const { name, bytes, faults } of judged) say(`${kilobytes(bytes).padStart(9)}  ${name}${faults.length > 0 ? `: ${faults.join('; ')}` : ''}`);
    return judged.some(({ faults }) => faults.length > 0) ? 1 : 0;
  });
}
