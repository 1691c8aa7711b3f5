import { expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { viewQuery } from '#workflows';
import { startTestTemporal } from '../support/temporal.js';
import { countEvents, type TestDossier, World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const world = await World.start(await startTestTemporal());

function deliver({ id }: TestDossier): Promise<unknown> {
  return world.gateway.deliver(id, randomUUID(), 10_000);
}

function expectNear(instants: readonly number[], expected: readonly number[]): void {
  expect(instants).toHaveLength(expected.length);
  expected.forEach((at, index) => {
    expect(instants[index]).toBeGreaterThanOrEqual(at);
    expect(instants[index]).toBeLessThan(at + 2_000);
  });
}

test('the timer follows the nearest point to an earlier instant', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.points = [{ kind: 'expiry', at: start + 10 * DAY }];
  await deliver(dossier);
  dossier.fake.points = [{ kind: 'expiry', at: start + 3 * DAY }];
  await deliver(dossier);
  await world.environment.sleep(11 * DAY);
  expectNear(dossier.fake.wakes, [start + 3 * DAY]);
});

test('a timer that would fire too early is left once, and then fires without a transition and waits for the later instant', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.points = [{ kind: 'expiry', at: start + 3 * DAY }];
  await deliver(dossier);
  dossier.fake.points = [{ kind: 'expiry', at: start + 10 * DAY }];
  await deliver(dossier);
  await world.environment.sleep(9 * DAY);
  expect(dossier.fake.calls).toHaveLength(2);
  expect(countEvents(await dossier.handle.fetchHistory())).toMatchObject({ timersStarted: 2, timersCancelled: 0 });
  await world.environment.sleep(2 * DAY);
  expectNear(dossier.fake.wakes, [start + 10 * DAY]);
});

test('a timer that would still fire too early after the next command is replaced by one at the later instant', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.points = [{ kind: 'stage-due', at: start + 3 * DAY }];
  await deliver(dossier);
  dossier.fake.points = [{ kind: 'stage-due', at: start + 10 * DAY }];
  await deliver(dossier);
  await deliver(dossier);
  expect(countEvents(await dossier.handle.fetchHistory())).toMatchObject({ timersStarted: 2, timersCancelled: 1 });
  await world.environment.sleep(11 * DAY);
  expectNear(dossier.fake.wakes, [start + 10 * DAY]);
});

test('each point of a view wakes the dossier in its turn, whatever the order they are listed in', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  const days = [7, 2, 5];
  dossier.fake.points = days.map((day) => ({ kind: 'due-soon', at: start + day * DAY }));
  await world.gateway.start(dossier.id);
  await world.environment.sleep(8 * DAY);
  expectNear(dossier.fake.wakes, [start + 2 * DAY, start + 5 * DAY, start + 7 * DAY]);
});

test('a command that moves no point leaves the timer untouched', async () => {
  const dossier = world.newDossier();
  dossier.fake.points = [{ kind: 'expiry', at: (await world.now()) + DAY }];
  for (let command = 0; command < 4; command += 1) await deliver(dossier);
  expect(countEvents(await dossier.handle.fetchHistory())).toMatchObject({ timersStarted: 1, timersCancelled: 0, updates: 4 });
});

test('a dossier without points waits for commands alone', async () => {
  const dossier = world.newDossier();
  dossier.fake.points = [{ kind: 'expiry', at: (await world.now()) + DAY }];
  await deliver(dossier);
  dossier.fake.points = [];
  await deliver(dossier);
  await world.environment.sleep(30 * DAY);
  expect(dossier.fake.calls).toHaveLength(2);
});

test('a point that passed hours ago, while nothing ran, wakes at once and once', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.onTransition = ({ causes }) => {
    dossier.fake.settles = causes.length > 0;
  };
  dossier.fake.points = [{ kind: 'expiry', at: start - 9 * HOUR }];
  await world.gateway.start(dossier.id);
  await world.environment.sleep(DAY);
  expectNear(dossier.fake.wakes, [start]);
});

test('a passed point that is never settled is asked about once a minute, not in a loop', async () => {
  const dossier = world.newDossier();
  dossier.fake.settles = false;
  dossier.fake.points = [{ kind: 'expiry', at: (await world.now()) + MINUTE }];
  await world.gateway.start(dossier.id);
  await world.environment.sleep(11 * MINUTE);
  expect(dossier.fake.wakes.length).toBeGreaterThan(8);
  expect(dossier.fake.wakes.length).toBeLessThan(13);
  await world.close(dossier);
});

test('the view can be asked for and is what the last transition returned', async () => {
  const dossier = world.newDossier();
  dossier.fake.points = [{ kind: 'expiry', at: (await world.now()) + DAY }];
  await deliver(dossier);
  expect(await dossier.handle.query(viewQuery)).toEqual({ status: 'in-progress', stages: ['appraisal'], points: dossier.fake.points, closed: false });
});

test('a nudge has the dossier looked at again, and moves the timer', async () => {
  const dossier = world.newDossier();
  const start = await world.now();
  dossier.fake.points = [{ kind: 'expiry', at: start + 10 * DAY }];
  await deliver(dossier);
  dossier.fake.points = [{ kind: 'expiry', at: start + DAY }];
  expect(await world.gateway.nudge(dossier.id)).toBe('delivered');
  await world.environment.sleep(2 * DAY);
  expect(dossier.fake.timesServed('nudge')).toBe(1);
  expectNear(dossier.fake.wakes, [start + DAY]);
});

test('a run for a dossier that is closed already ends after its first transition', async () => {
  const dossier = world.newDossier();
  dossier.fake.closed = true;
  dossier.fake.points = [{ kind: 'uncollected', at: (await world.now()) + DAY }];
  expect(await world.gateway.start(dossier.id)).toBe('delivered');
  await dossier.handle.result();
  expect(dossier.fake.calls.map(({ causes }) => causes)).toEqual([[]]);
  expect(await world.gateway.isRunning(dossier.id)).toBe(false);
});
