import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { choosePort, findFreePort, isPortFree } from './ports.js';

const FIRST_OF_CLIENTS = 32_768;
const server = createServer();

afterEach(async () => {
  server.close();
  await once(server, 'close');
});

test('a port is found that is free and is none the system gives to clients', async () => {
  const port = await findFreePort();
  expect([port < FIRST_OF_CLIENTS, await isPortFree(port)]).toEqual([true, true]);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await isPortFree(port)).toBe(false);
});

test('of the wished ports the first is chosen that nobody listens on, else another one', async () => {
  const [taken, free] = [await findFreePort(), await findFreePort()];
  server.listen(taken, '127.0.0.1');
  await once(server, 'listening');
  expect(await choosePort(undefined, taken, free)).toBe(free);
  expect(await choosePort(taken)).not.toBe(taken);
});
