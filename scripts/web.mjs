import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ensureBuilt } from './build.mjs';
import { run } from './command.mjs';
import { withLock } from './lock.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { step } from './progress.mjs';

const schemaFile = join(projectFolder, 'apps/web/src/api/schema.d.ts');
const built = join(projectFolder, 'dist/web');
const stamp = join(projectFolder, 'dist/.web-sources');
/** What is worth compressing; pictures are already. */
const TEXTS = /\.(js|mjs|css|html|svg|json)$/;
const BROTLI_QUALITY = 9;

/** Writes the types of the API's client from the API's own description, when that has changed. The program must be compiled. */
export async function ensureWebClient() {
  await ensureBuilt();
  const { buildDocument } = await import(pathToFileURL(join(projectFolder, 'dist/apps/api/openapi/document.js')).href);
  const document = buildDocument();
  const mark = `// ${createHash('sha256').update(JSON.stringify(document)).digest('hex')}\n`;
  if (existsSync(schemaFile) && readFileSync(schemaFile, 'utf8').startsWith(mark)) return;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
  writeFileSync(schemaFile, `${mark}${types}`);
}

/** Builds the web application into `dist/web` when its sources or the API's description have changed. */
export async function ensureWebBuilt() {
  await ensureWebClient();
  await withLock(join(projectFolder, '.cache', 'web.lock'), async () => {
    const wanted = fingerprint();
    if (existsSync(join(built, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
    rmSync(stamp, { force: true });
    await step('building the web application', async () => {
      // Whatever runs this, what is built is what people get: a test runner's surroundings gave them the libraries' development builds, a quarter larger.
      await run(pinnedNode, [join(projectFolder, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'], { cwd: projectFolder, env: { ...process.env, NODE_ENV: 'production' } });
      await compressAll();
    });
    writeFileSync(stamp, wanted);
  });
}

/** Beside every text lies the same compressed: it is done once here, not at every request. */
async function compressAll() {
  const files = readdirSync(built, { recursive: true }).filter((name) => TEXTS.test(name) && !name.startsWith('.vite'));
  for (const name of files) {
    const content = readFileSync(join(built, name));
    writeFileSync(join(built, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
    writeFileSync(join(built, `${name}.br`), await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }));
  }
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', ...filesUnder('apps/web'), ...filesUnder('libs/vi'), ...filesUnder('libs/domain')]) {
    hash.update(`${path} ${createHash('sha1').update(readFileSync(join(projectFolder, path))).digest('hex')}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(join(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
