import { bootstrap } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { main } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';

await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const binary = await ensureTemporalServer();
  if (binary !== undefined) process.env.TEMPORAL_BINARY = binary;
  await ensureBuilt();
  const { runLocalStack } = await import('../dist/apps/local/main.js');
  return runLocalStack();
});
