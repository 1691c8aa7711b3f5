import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { runAside } from './command.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { sideBySide } from './side-by-side.mjs';
import { ensureWebClient } from './web.mjs';

const ESLINT_CACHE = ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '--cache-strategy', 'content'];
const AT_ONCE = 2;
/** Rules that know types hold two projects in memory, the program's and the pages'. */
const MEMORY = '--max-old-space-size=8192';
/** Each check is one program for Node with its arguments; it fails when the program does. The longest come first. */
const CHECKS = {
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', ...ESLINT_CACHE],
  types: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  web: ['node_modules/typescript/bin/tsc', '-p', 'apps/web'],
  dependencies: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', 'libs', 'workflows', 'apps', 'test'],
  unused: ['node_modules/knip/bin/knip.js'],
  budget: ['scripts/budget.mjs'],
  supply: ['scripts/supply.mjs'],
  schema: ['scripts/run.mjs', 'apps/cli/schema-dump.js', '--check'],
};
const NAMES = Object.keys(CHECKS);

// The client's types are written first: pages are linted and compiled with them.
// npm run check: every check, or those named (npm run check -- types lint), two at once. All are run, whatever fails.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`There is no check named ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  process.chdir(projectFolder);
  await ensureWebClient();
  const failed = await failedOf(wanted.length > 0 ? NAMES.filter((name) => wanted.includes(name)) : NAMES);
  if (failed.length > 0) throw new Error(`Checks that failed: ${failed.join(', ')}`);
  return 0;
});

async function failedOf(names) {
  const failed = [];
  await sideBySide(names, AT_ONCE, async (name) => {
    if (!(await passes(name))) failed.push(name);
  });
  return failed;
}

async function passes(name) {
  const begun = performance.now();
  const [program, ...args] = CHECKS[name];
  const { code, interrupted, said } = await runAside(pinnedNode, [MEMORY, join(projectFolder, program), ...args]);
  process.stdout.write(said);
  if (interrupted !== undefined) throw interrupted;
  say(`${name}: ${code === 0 ? 'fine' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return code === 0;
}
