import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { runInFront } from './command.mjs';
import { pinnedNode, projectFolder } from './paths.mjs';
import { main } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { ensureTestServer } from './test-server.mjs';

const PREPARATIONS = {
  '--with-temporal': async () => ({ TEMPORAL_BINARY: (await ensureTemporalServer()) ?? '' }),
  '--with-test-server': async () => ({ TEMPORAL_TEST_SERVER: await ensureTestServer() }),
};

// node scripts/run.mjs [--with-temporal] [--with-test-server] apps/cli/main.js ARGUMENTS: one of our programs, built first.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const args = process.argv.slice(2);
  const env = { ...process.env };
  while (args[0] in PREPARATIONS) Object.assign(env, await PREPARATIONS[args.shift()]());
  await ensureBuilt();
  const [program, ...rest] = args;
  return (await runInFront(pinnedNode, [join(projectFolder, 'dist', program), ...rest], env)).code;
});
