import { expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { startTestTemporal } from '../support/temporal.js';
import { countEvents, type TestDossier, World } from './world.js';

const DAY = 86_400_000;
const DEADLINE_MS = 20_000;

const world = await World.start(await startTestTemporal());

async function deliverAtOnce({ id }: TestDossier, count: number): Promise<readonly string[]> {
  const commands = Array.from({ length: count }, () => randomUUID());
  const results = await Promise.all(commands.map((command) => world.gateway.deliver(id, command, DEADLINE_MS)));
  expect(new Set(results)).toEqual(new Set(['delivered']));
  return commands;
}

test('commands that come while a transition runs are served together by the next one', async () => {
  const dossier = world.newDossier();
  const release = Promise.withResolvers<undefined>();
  let isFirst = true;
  dossier.fake.onTransition = async () => {
    if (!isFirst) return;
    isFirst = false;
    await release.promise;
  };
  const first = world.gateway.deliver(dossier.id, randomUUID(), DEADLINE_MS);
  await expect.poll(() => dossier.fake.calls.length).toBe(1);
  const others = deliverAtOnce(dossier, 9);
  release.resolve(undefined);
  await Promise.all([first, others]);
  expect(dossier.fake.calls.length).toBeLessThanOrEqual(4);
});

test('forty dossiers under ten concurrent commands each: every command is served, transitions never overlap, and all histories replay', async () => {
  const dossiers = Array.from({ length: 40 }, () => world.newDossier());
  const start = await world.now();
  const served = await Promise.all(
    dossiers.map(async (dossier, number) => {
      let next = 0;
      dossier.fake.onTransition = async () => {
        next += 1;
        dossier.fake.points = [{ kind: 'expiry', at: start + ((number + next) % 5) * DAY + DAY }];
        await new Promise((resolve) => setImmediate(resolve));
      };
      const commands = [...(await deliverAtOnce(dossier, 5)), ...(await deliverAtOnce(dossier, 5))];
      await world.gateway.nudge(dossier.id);
      return commands.map((command) => dossier.fake.timesServed(command));
    }),
  );
  expect(served.flat().filter((times) => times < 1)).toEqual([]);
  expect(served.flat()).toHaveLength(400);
  await world.environment.sleep(3 * DAY);
  for (const dossier of dossiers.slice(0, 20)) await world.close(dossier);
  expect(world.dossiers.overlapping).toEqual(new Set());
  await world.replay(dossiers);
});

test('the same command delivered twice is one update', async () => {
  const dossier = world.newDossier();
  const command = randomUUID();
  const twice = [world.gateway.deliver(dossier.id, command, DEADLINE_MS), world.gateway.deliver(dossier.id, command, DEADLINE_MS)];
  expect(await Promise.all(twice)).toEqual(['delivered', 'delivered']);
  expect(await world.gateway.deliver(dossier.id, command, DEADLINE_MS)).toBe('delivered');
  expect(dossier.fake.timesServed(command)).toBe(1);
  expect(countEvents(await dossier.handle.fetchHistory()).updates).toBe(1);
});

test('a command that comes while the dossier is being closed is served, by this run or the next', async () => {
  for (let round = 0; round < 10; round += 1) {
    const dossier = world.newDossier();
    const late: Promise<unknown>[] = [];
    const commands = Array.from({ length: 3 }, () => randomUUID());
    dossier.fake.onTransition = ({ causes }) => {
      if (causes.length !== 1 || dossier.fake.closed) return;
      dossier.fake.closed = true;
      for (const command of commands) late.push(world.gateway.deliver(dossier.id, command, DEADLINE_MS));
    };
    await world.gateway.start(dossier.id);
    await world.gateway.deliver(dossier.id, randomUUID(), DEADLINE_MS);
    const results = await Promise.all(late);
    const unknown = commands.filter((_, index) => results[index] === 'unavailable');
    for (const command of unknown) expect(await world.gateway.deliver(dossier.id, command, DEADLINE_MS)).toBe('delivered');
    await dossier.handle.result();
    expect(commands.map((command) => dossier.fake.timesServed(command) >= 1)).toEqual([true, true, true]);
    await world.replay([dossier]);
  }
});

test('a run whose history grows long continues as a new one without losing a command, its timer or a nudge', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.points = [{ kind: 'expiry', at: start + DAY }];
  const commands = [...(await deliverAtOnce(dossier, 1))];
  const { runId } = await dossier.handle.describe();
  for (let round = 0; round < 90; round += 1) {
    commands.push(...(await deliverAtOnce(dossier, 10)));
    if (round % 10 === 0) await world.gateway.nudge(dossier.id);
  }
  expect(commands.filter((command) => dossier.fake.timesServed(command) < 1)).toEqual([]);
  const described = await dossier.handle.describe();
  expect(described.runId).not.toBe(runId);
  expect(described.historyLength).toBeLessThan(2_200);
  await world.environment.sleep(2 * DAY);
  expect(dossier.fake.wakes).toHaveLength(1);
  await world.replay([dossier, { ...dossier, handle: world.client.workflow.getHandle(dossier.handle.workflowId, runId) }]);
});
