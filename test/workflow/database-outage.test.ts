import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startTestTemporal } from '../support/temporal.js';
import { countEvents, World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const world = await World.start(await startTestTemporal());

function failFirst(times: number): () => void {
  let failed = 0;
  return () => {
    failed += 1;
    if (failed <= times) throw new Error('connect ECONNREFUSED');
  };
}

test('a transition that fails twice succeeds within its workflow task', async () => {
  const dossier = world.newDossier();
  dossier.fake.onTransition = failFirst(2);
  expect(await world.gateway.deliver(dossier.id, randomUUID(), 10_000)).toBe('delivered');
  expect(dossier.fake.calls).toHaveLength(3);
  expect(countEvents(await dossier.handle.fetchHistory())).toMatchObject({ activities: 0, markers: 1 });
});

test('a transition that keeps failing goes on as a regular activity, and the command waits for it', async () => {
  const dossier = world.newDossier();
  const command = randomUUID();
  dossier.fake.onTransition = failFirst(6);
  const delivery = world.gateway.deliver(dossier.id, command, 20_000);
  await expect.poll(() => dossier.fake.calls.length, { timeout: 10_000 }).toBe(4);
  await world.environment.sleep(MINUTE);
  expect(await delivery).toBe('delivered');
  expect(dossier.fake.calls.map(({ causes }) => causes)).toEqual(Array.from({ length: 7 }, () => [command]));
  expect(countEvents(await dossier.handle.fetchHistory())).toMatchObject({ activities: 1, updates: 1 });
  await world.replay([dossier]);
});

test('a dossier whose point passes while the database is away for two hours is woken late and goes on by itself', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  const back = start + 2 * HOUR;
  dossier.fake.points = [
    { kind: 'stage-due', at: start + 10 * MINUTE },
    { kind: 'expiry', at: start + HOUR },
  ];
  await world.gateway.start(dossier.id);
  dossier.fake.onTransition = async () => {
    if ((await world.now()) < back) throw new Error('connect ECONNREFUSED');
  };
  await world.environment.sleep(3 * HOUR);
  dossier.fake.onTransition = () => undefined;
  await expect.poll(() => dossier.fake.points).toEqual([]);
  expect(dossier.fake.wakes.at(-1)).toBeGreaterThanOrEqual(back);
  await world.close(dossier);
  expect(countEvents(await dossier.handle.fetchHistory()).activities).toBe(1);
  await world.replay([dossier]);
});

test('commands that come during an outage are served together once it is over', async () => {
  const dossier = world.newDossier();
  let isAway = true;
  dossier.fake.onTransition = () => {
    if (isAway) throw new Error('connect ECONNREFUSED');
  };
  await world.gateway.start(dossier.id);
  await expect.poll(() => dossier.fake.calls.length, { timeout: 10_000 }).toBeGreaterThan(3);
  const commands = Array.from({ length: 5 }, () => randomUUID());
  const deliveries = commands.map((command) => world.gateway.deliver(dossier.id, command, 20_000));
  await expect.poll(async () => countEvents(await dossier.handle.fetchHistory()).updates).toBe(5);
  isAway = false;
  await world.environment.sleep(MINUTE);
  expect(await Promise.all(deliveries)).toEqual(Array.from({ length: 5 }, () => 'delivered'));
  expect(dossier.fake.calls.at(-1)?.causes.toSorted()).toEqual(commands.toSorted());
  await world.replay([dossier]);
});
