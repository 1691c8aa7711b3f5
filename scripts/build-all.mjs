import { bootstrap } from './bootstrap.mjs';
import { main } from './progress.mjs';
import { ensureWebBuilt } from './web.mjs';

// npm run build: the program and the web application.
await main(async () => {
  const done = await bootstrap();
  if (done !== undefined) return done;
  await ensureWebBuilt();
  return 0;
});
