import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';

const CHECKS = {
  types: [['typescript/bin/tsc', '-p', 'tsconfig.json']],
  lint: [['eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '--cache-strategy', 'content']],
  dependencies: [['dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', 'libs', 'workflows', 'apps', 'test']],
  'unused exports': [['knip/bin/knip.js']],
};

// npm run check: every check, or those named (npm run check -- types lint). All are run, whatever fails.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const wanted = process.argv.slice(2);
  const failed = [];
  for (const [name, commands] of Object.entries(CHECKS)) {
    if (wanted.length > 0 && !wanted.includes(name.split(' ')[0])) continue;
    if (!timed(name, () => commands.every(([program, ...args]) => runs(pinnedNode, [join('node_modules', program), ...args])))) failed.push(name);
  }
  if ((wanted.length === 0 || wanted.includes('schema')) && !timed('schema drift', schemaIsCurrent)) failed.push('schema drift');
  if (failed.length > 0) throw new Error(`Checks that failed: ${failed.join(', ')}`);
  return 0;
});

function timed(name, check) {
  const begun = performance.now();
  const isFine = check();
  say(`${name}: ${isFine ? 'fine' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return isFine;
}

function runs(program, args) {
  return spawnSync(program, args, { cwd: projectFolder, stdio: 'inherit' }).status === 0;
}

/** The committed dump of the schema is what the migrations make. */
function schemaIsCurrent() {
  const dump = 'libs/persistence/schema.sql';
  if (!existsSync(join(projectFolder, dump))) {
    say(`${dump} is missing: npm run db:dump writes it`);
    return false;
  }
  return runs('npm', ['run', '--silent', 'db:dump']) && runs('git', ['diff', '--exit-code', '--', dump]);
}
