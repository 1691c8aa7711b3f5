import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const WORKER = fileURLToPath(new URL('../../dist/apps/worker/main.js', import.meta.url));
/** Nothing is reached with these: the worker fails before it asks anybody. */
const ENVIRONMENT = { NODE_ENV: 'test', DUNGHAN_ENV: 'development', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none', MASTER_KEY: Buffer.alloc(32, 7).toString('base64'), TEMPORAL_ADDRESS: '127.0.0.1:9', TEMPORAL_NAMESPACE: 'dunghan', HOST: '127.0.0.1', LOG_LEVEL: 'error' };

const taken = createServer().listen(0, '127.0.0.1');
await once(taken, 'listening');
afterAll(() => { taken.close(); });

test('a worker that fails before it works says what failed in a sentence, without a stack, and ends', async () => {
  const port = String((taken.address() as AddressInfo).port);
  const ended = await new Promise<{ readonly code: unknown; readonly said: string }>((resolve) => {
    execFile(process.execPath, [WORKER], { env: { ...ENVIRONMENT, METRICS_PORT: port }, timeout: 60_000 }, (error, stdout, stderr) => { resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }); });
  });
  expect(ended).toEqual({ code: 1, said: expect.stringMatching(/^The worker broke: [^\n]*in use[^\n]*\n$/) as string });
}, 90_000);
