import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { runInFront } from './command.mjs';
import { Interrupted } from './interruption.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main, say } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { ensureTestServer } from './test-server.mjs';

const PREPARATIONS = {
  '--with-temporal': async () => ({ TEMPORAL_BINARY: (await ensureTemporalServer()) ?? '' }),
  // The drill of production has the server of production, any other the dev server, and who asks for help none.
  '--with-temporal-of-drill': async ([, , drill, ...options]) => {
    if ([drill, ...options].includes('--help')) return {};
    return drill === 'production' ? { PRODUCTION_TEMPORAL: JSON.stringify(await (await import('./production-temporal.mjs')).ensureProductionTemporal()) } : PREPARATIONS['--with-temporal']();
  },
  '--with-test-server': async () => ({ TEMPORAL_TEST_SERVER: await ensureTestServer() }),
  // For programs that need it for a part of what they do, and say so.
  '--perhaps-with-test-server': async () => ({ TEMPORAL_TEST_SERVER: await ensureTestServer().catch(saidSo) }),
};

/** Nothing, and why; an interruption ends everything. */
function saidSo(error) {
  if (error instanceof Interrupted) throw error;
  say(error.message);
  return '';
}

// node scripts/run.mjs [--with-temporal | --with-temporal-of-drill] [--with-test-server | --perhaps-with-test-server] apps/cli/main.js ARGUMENTS: one of our programs, built first.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const args = process.argv.slice(2);
  const env = { ...process.env };
  while (args[0] in PREPARATIONS) Object.assign(env, await PREPARATIONS[args.shift()](args));
  await ensureBuilt();
  const [program, ...rest] = args;
  return (await runInFront(pinnedNode, [join(projectFolder, 'dist', program), ...rest], env)).code;
});
