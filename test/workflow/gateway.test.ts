import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { letterWorkflowId } from '#workflows';
import { openGateway } from '../../apps/dispatch/temporal-gateway.js';
import type { GatewayFailure } from '../../apps/dispatch/gateway.js';
import { findFreePort } from '../../apps/local/ports.js';
import { startLocalTemporal } from '../support/temporal.js';
import { World } from './world.js';

const server = await startLocalTemporal();
let isLetterGatewayDown = false;
const letterActivities = {
  deliverLetter: () => Promise.resolve(null),
  produceLetter: () => (isLetterGatewayDown ? Promise.reject(new Error('The gateway does not answer')) : Promise.resolve()),
};
const world = await World.start(server, { letterActivities });

test('a gateway opens while Temporal is down, answers "unavailable" within the deadline, and says why', async () => {
  const failures: GatewayFailure[] = [];
  const gateway = openGateway({ address: `127.0.0.1:${String(await findFreePort())}`, namespace: 'dunghan', report: (failure) => failures.push(failure) });
  const began = performance.now();
  expect(await gateway.deliver('some-dossier', randomUUID(), 300)).toBe('unavailable');
  expect(performance.now() - began).toBeLessThan(1_500);
  expect(failures).toMatchObject([{ operation: 'deliver', subject: 'some-dossier', transient: true }]);
  await gateway.close();
});

test('closing while Temporal is down ends the requests under way before the connection goes, and quickly', async () => {
  const gateway = openGateway({ address: `127.0.0.1:${String(await findFreePort())}`, namespace: 'dunghan', report: () => undefined });
  let ended = 0;
  const requests = [gateway.start('one'), gateway.nudge('two'), gateway.deliver('three', randomUUID(), 5_000)].map((request) => request.finally(() => (ended += 1)));
  // By now the three have been refused by the port and rest before their next try, which on a closed connection would end the process.
  expect(await gateway.deliver('probe', randomUUID(), 300)).toBe('unavailable');
  const began = performance.now();
  await gateway.close();
  expect(ended).toBe(3);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(await Promise.all([...requests, gateway.start('late')])).toEqual(['unavailable', 'unavailable', 'unavailable', 'unavailable']);
});

test('closing breaks off a command that no worker answers instead of waiting for its deadline', async () => {
  await world.stopWorkers();
  const gateway = openGateway({ address: server.address, namespace: server.namespace ?? '', report: () => undefined });
  const delivery = gateway.deliver(world.newDossier().id, randomUUID(), 60_000);
  await expect.poll(async () => (await gateway.health()).reachable).toBe(true);
  const began = performance.now();
  try {
    await gateway.close();
    expect(await delivery).toBe('unavailable');
    expect(performance.now() - began).toBeLessThan(5_000);
  } finally {
    await world.startWorkers();
  }
});

test('a namespace that does not exist is reported as something that waiting will not mend', async () => {
  const failures: GatewayFailure[] = [];
  const gateway = openGateway({ address: server.address, namespace: 'elsewhere', report: (failure) => failures.push(failure) });
  expect(await gateway.start('some-dossier')).toBe('unavailable');
  expect(failures).toMatchObject([{ operation: 'start', transient: false }]);
  await gateway.close();
});

test('a server is known by its namespace, whichever process asks, and one that is away has no name', async () => {
  const other = openGateway({ address: server.address, namespace: server.namespace ?? '', report: () => undefined });
  const nowhere = openGateway({ address: `127.0.0.1:${String(await findFreePort())}`, namespace: 'dunghan', report: () => undefined });
  const identity = await world.gateway.identity();
  expect(identity).toMatch(/^[0-9a-f-]{36}$/);
  expect(await other.identity()).toBe(identity);
  expect(await nowhere.identity()).toBeUndefined();
  await Promise.all([other.close(), nowhere.close()]);
});

test('whether a dossier runs is known, and the running ones can be listed', async () => {
  const dossier = world.newDossier();
  expect(await world.gateway.isRunning(dossier.id)).toBe(false);
  await world.gateway.start(dossier.id);
  expect(await world.gateway.isRunning(dossier.id)).toBe(true);
  await expect.poll(async () => listed()).toContain(dossier.id);
  await world.close(dossier);
  expect(await world.gateway.isRunning(dossier.id)).toBe(false);
});

test('a command for a dossier whose run has ended starts another run', async () => {
  const dossier = world.newDossier();
  dossier.fake.closed = true;
  const commands = [randomUUID(), randomUUID()];
  for (const command of commands) {
    expect(await world.gateway.deliver(dossier.id, command, 10_000)).toBe('delivered');
    await dossier.handle.result();
  }
  expect(commands.map((command) => dossier.fake.timesServed(command))).toEqual([1, 1]);
});

test('ten commands at once on the real server are all delivered, and the history replays', async () => {
  const dossier = world.newDossier();
  const commands = Array.from({ length: 10 }, () => randomUUID());
  const results = await Promise.all(commands.map((command) => world.gateway.deliver(dossier.id, command, 20_000)));
  expect(new Set(results)).toEqual(new Set(['delivered']));
  await world.close(dossier);
  await world.replay([dossier]);
});

test('health names the workers that wait for dossiers', async () => {
  await expect.poll(async () => (await world.gateway.health()).pollers).toBeGreaterThanOrEqual(1);
});

test('without a worker a command is "unavailable" and not lost as an update, while a nudge is kept for the worker', async () => {
  const dossier = world.newDossier();
  const command = randomUUID();
  await world.stopWorkers();
  try {
    expect(await world.gateway.deliver(dossier.id, command, 500)).toBe('unavailable');
    expect(await world.gateway.nudge(dossier.id)).toBe('delivered');
  } finally {
    await world.startWorkers();
  }
  expect(await world.gateway.deliver(dossier.id, command, 20_000)).toBe('delivered');
  expect(dossier.fake.timesServed(command)).toBe(1);
  await world.close(dossier);
});

test('a letter whose delivery an operator terminated can be started again', async () => {
  const handle = world.client.workflow.getHandle(letterWorkflowId('apology:terminated:1'));
  isLetterGatewayDown = true;
  await world.gateway.startLetter('apology:terminated:1');
  await handle.terminate('wrong gateway');
  isLetterGatewayDown = false;
  expect(await world.gateway.startLetter('apology:terminated:1')).toBe('delivered');
  await expect(handle.result()).resolves.toBeUndefined();
});

async function listed(): Promise<readonly string[]> {
  const dossiers: string[] = [];
  for await (const id of world.gateway.running()) dossiers.push(id);
  return dossiers;
}
