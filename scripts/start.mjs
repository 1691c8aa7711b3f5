import { bootstrap } from './bootstrap.mjs';
import { ensureWebBuilt } from './web.mjs';
import { main } from './progress.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';

await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  const binary = await ensureTemporalServer();
  if (binary !== undefined) process.env.TEMPORAL_BINARY = binary;
  await ensureWebBuilt();
  const { runLocalStack } = await import('../dist/apps/local/main.js');
  return runLocalStack();
});
