import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startTestTemporal } from '../support/temporal.js';
import { World } from './world.js';

const DAY = 86_400_000;

const world = await World.start(await startTestTemporal(), { maxCachedWorkflows: 2 });

test('twelve dossiers on a worker that remembers two are replayed at every turn and still serve each command once', async () => {
  const start = await world.now();
  const dossiers = Array.from({ length: 12 }, () => world.newDossier());
  const commands: [string, string][] = [];
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(
      dossiers.map(async ({ id, fake }, number) => {
        const command = randomUUID();
        commands.push([id, command]);
        fake.points = [{ kind: 'expiry', at: start + (((number + round) % 3) + 1) * DAY }];
        expect(await world.gateway.deliver(id, command, 20_000)).toBe('delivered');
      }),
    );
  }
  await world.environment.sleep(4 * DAY);
  expect(commands.filter(([id, command]) => world.dossiers.of(id).timesServed(command) < 1)).toEqual([]);
  expect(dossiers.map(({ fake }) => fake.wakes.length)).toEqual(dossiers.map(() => 1));
  expect(world.dossiers.overlapping).toEqual(new Set());
  await world.replay(dossiers);
});
