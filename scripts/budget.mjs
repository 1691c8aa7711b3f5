import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';

/** What somebody may have to load before their first page can be used, compressed by gzip: the document, scripts and styles. Fonts are the machine's own. */
export const LIMIT_BYTES = 300 * 1024;

/** Words that only these write: whoever loads one of them first loads what few pages need. */
const LATER = { echarts: '_echarts_instance_', 'pdfjs-dist': 'GetDocRequest', 'react-simple-keyboard': 'simple-keyboard' };

const ENTRY = 'index.html';
const TEXTS = 'src/texts/vi';
/** Texts of another language that pages for everybody are told in. */
const OTHER_TEXTS = /^src\/texts\/(?!vi\/)(\w+)\/(\w+)\.json$/;
/** Words of codes, which any page of the staff may ask for, and those of the menu. */
const STAFF_WORDS = [`${TEXTS}/labels.ts`, `${TEXTS}/menu.json`];
const SHELL = ['src/shell/shell.tsx', 'src/shell/start-page.tsx', 'src/pages/officer/badges.tsx'];
/** Pages, and the frame of the staff's: loaded by whoever goes there. */
const GONE_TO = /^src\/(shell|session|pages)\/.*(-page|shell|badges)\.tsx$/;

/** Modules that are loaded when something is opened, by what opens them. Every other that is imported while a page runs counts as loaded with it. */
export const OPENED_LATER = {
  'src/ui/draw-chart.ts': 'a chart: its box and its words are there before',
  'src/ui/draw-pdf.ts': 'looking at a letter',
  'src/ui/day-field.tsx': 'choosing days by themselves, or pointing at a field of a day',
  'src/lists/long-table.tsx': 'a list of more than 200 lines',
  'src/session/sign-in-service.ts': 'signing in or out',
  'src/shell/corner.tsx': 'a refusal that comes when its dialog is closed',
  'src/pages/officer/bulk/bulk-bar.tsx': 'an action on several dossiers',
  'src/pages/officer/signing/look.tsx': 'looking at what is to be signed',
  'src/pages/citizen/screen-keyboard.tsx': 'typing at the kiosk',
  '../../node_modules/oidc-client-ts/dist/esm/oidc-client-ts.js': 'a citizen who signs in',
};

/**
 * What a part's `routes.tsx` says of its pages: the module of each, whether it is for everybody, and whose first page it is.
 * @param text of the file
 * @param folder where it lies, from the root of the web application
 */
export function pagesOf(text, folder) {
  return text.split(/(?=\bpath: ')/).flatMap((entry) => {
    const module = /\bpage: \(\) => import\('\.\/(.+?)\.js'\)/.exec(entry)?.[1];
    if (module === undefined) return [];
    const roles = [...(/\bstartOf: \[(.*?)\]/.exec(entry)?.[1] ?? '').matchAll(/'([\w-]+)'/g)].map(([, role]) => role);
    return [{ module: `${folder}/${module}.tsx`, isPublic: /\baccess: 'public'/.test(entry), roles }];
  });
}

/**
 * Files a browser loads for some modules: their own, all these import, and what they import while they run, except what is opened later; with styles.
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
    for (const next of chunk.dynamicImports ?? []) if (isAtOnce(next)) visit(next);
  };
  modules.forEach(visit);
  return [...files].sort();
}

function isAtOnce(module) {
  return OPENED_LATER[module] === undefined && !GONE_TO.test(module) && !module.startsWith('src/texts/');
}

/**
 * Ways into the application, by who takes them: the first page of every role, on top of the shell, and each page that is for everybody; with the
 * texts of their part; the latter also for whoever reads them in another language, who has loaded the Vietnamese ones before. Who has no first page of their own (auditors) begins with the first of their menu, which is the managers'.
 * @param pages what all parts say of theirs
 */
export function waysIn(manifest, pages) {
  const ways = pages.filter(({ isPublic, roles }) => isPublic || roles.length > 0).flatMap(({ module, isPublic, roles }) => {
    const parts = ['shell', module.split('/')[2]];
    const modules = [ENTRY, ...(isPublic ? [] : [...SHELL, ...STAFF_WORDS]), module, ...parts.map((part) => `${TEXTS}/${part}.json`)];
    if (!isPublic) return [{ name: `${roles.join(', ')}: ${module}`, modules }];
    const others = Object.entries(otherTexts(manifest, parts)).map(([language, texts]) => ({ name: `everybody, in ${language}: ${module}`, modules: [...modules, ...texts] }));
    return [{ name: `everybody: ${module}`, modules }, ...others];
  });
  const missing = [...ways.flatMap(({ modules }) => modules), ...Object.keys(OPENED_LATER)].filter((name) => manifest[name] === undefined);
  if (missing.length > 0) throw new Error(`The web application was built without ${[...new Set(missing)].join(', ')}`);
  return ways.map(({ name, modules }) => ({ name, files: [ENTRY, ...filesOf(manifest, modules)] }));
}

/** Texts of some parts in every language but Vietnamese that has any of them, by language. */
function otherTexts(manifest, parts) {
  const texts = Object.keys(manifest).flatMap((module) => {
    const [, language, part] = OTHER_TEXTS.exec(module) ?? [];
    return parts.includes(part) ? [{ language, module }] : [];
  });
  return Object.fromEntries(Object.entries(Object.groupBy(texts, ({ language }) => language)).map(([language, of]) => [language, of.map(({ module }) => module)]));
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

/** What the routes of every part say. */
function everyPage() {
  const folder = 'apps/web/src/pages';
  return readdirSync(join(projectFolder, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => pagesOf(readFileSync(join(projectFolder, folder, name, 'routes.tsx'), 'utf8'), `src/pages/${name}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const { ensureWebBuilt } = await import('./web.mjs');
    await ensureWebBuilt();
    const built = join(projectFolder, 'dist/web');
    const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8'));
    const judged = waysIn(manifest, everyPage()).map((way) => judge(way, (file) => readFileSync(join(built, file))));
    for (const { name, bytes, faults } of judged) say(`${kilobytes(bytes).padStart(9)}  ${name}${faults.length > 0 ? `: ${faults.join('; ')}` : ''}`);
    return judged.some(({ faults }) => faults.length > 0) ? 1 : 0;
  });
}
