import { beforeEach, expect, test } from 'vitest';
import { instant } from '#domain';
import { beginIncarnation, lastRestoration } from '#service';
import { Reconciliation } from '../../apps/relay/reconciliation.js';
import { testCounter } from '../support/engine.js';
import { FakeGateway } from './fake-gateway.js';

const SECOND = 1_000;
const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
let gateway = new FakeGateway();
let restores = 0;

beforeEach(async () => {
  gateway = new FakeGateway();
  await engine.database.read.run('UPDATE dossier SET closed = true, next_point_at = NULL, workflow_seen_at = coalesce(workflow_seen_at, 0)');
  clock.add(3_600_000);
  await restore();
});

async function restore(): Promise<void> {
  restores += 1;
  await beginIncarnation(engine, { backup: `backup-${String(restores)}`, knownUntil: instant(clock.now() - SECOND), restoredAt: clock.now(), gaps: { codes: 500, numbers: 100 } });
}

const reconciliation = (): Reconciliation => new Reconciliation({ engine, gateway }, () => undefined);

async function endedAt(): Promise<number | null | undefined> {
  return (await lastRestoration(engine.database.read))?.workflowsEndedAt;
}

/** Looks every five seconds for so long, as the relay does. */
async function look(watch: Reconciliation, seconds: number): Promise<void> {
  for (let second = 5; second <= seconds; second += 5) await watch.once(clock.add(5 * SECOND));
}

test('after a restore a workflow from before that the index of Temporal shows late is ended all the same, and its dossier started again', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  gateway.runningDossiers.add(id);
  await watch.once(clock.now());
  await look(watch, 30);
  expect(await endedAt()).toBeNull();
  expect(gateway.takeAsked()).toEqual([]);
  gateway.startedBefore.add(id);
  await look(watch, 5);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
});

test('that no workflow from before is left is believed only when none was found for a minute after the last one', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  await watch.once(clock.now());
  await look(watch, 50);
  gateway.startedBefore.add(id);
  await look(watch, 5);
  const last = clock.now();
  await look(watch, 55);
  expect(await endedAt()).toBeNull();
  await look(watch, 5);
  expect(await endedAt()).toBe(last + 60 * SECOND);
});

test('a relay that begins anew in that minute looks for a whole minute itself', async () => {
  await look(reconciliation(), 55);
  const watch = reconciliation();
  await watch.once(clock.now());
  await look(watch, 55);
  expect(await endedAt()).toBeNull();
  await look(watch, 5);
  expect(await endedAt()).toBe(clock.now());
});

test('a dossier started since the restore stays, and nothing is gone through again while none from before is found', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  expect(await watch.once(clock.now())).toBe(true);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
  expect(await watch.once(clock.add(5 * SECOND))).toBe(false);
  await look(watch, 120);
  expect(gateway.takeAsked()).toEqual([]);
  expect([...gateway.runningDossiers]).toEqual([id]);
});

test('a minute in which Temporal was away or broke a look off does not count', async () => {
  const watch = reconciliation();
  await watch.once(clock.now());
  await look(watch, 50);
  gateway.isReachable = false;
  await look(watch, 5);
  gateway.isReachable = true;
  await look(watch, 60);
  expect(await endedAt()).toBeNull();
  gateway.isIndexAway = true;
  await expect(watch.once(clock.now())).rejects.toThrow('no index');
  gateway.isIndexAway = false;
  await look(watch, 60);
  expect(await endedAt()).toBeNull();
  await look(watch, 5);
  expect(await endedAt()).toBe(clock.now());
});

test('a minute spent with another Temporal does not count either', async () => {
  const watch = reconciliation();
  await watch.once(clock.now());
  await look(watch, 50);
  gateway.namespaceId = 'second';
  await look(watch, 60);
  expect(await endedAt()).toBeNull();
  await look(watch, 5);
  expect(await endedAt()).toBe(clock.now());
});

test('dossiers whose workflows a look ended before it broke off are started again by the next', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  await watch.once(clock.now());
  gateway.takeAsked();
  gateway.isIndexAway = true;
  gateway.startedBefore.add(id);
  await expect(watch.once(clock.add(5 * SECOND))).rejects.toThrow('no index');
  gateway.isIndexAway = false;
  await look(watch, 5);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
});

test('the minute of one restore says nothing about the next', async () => {
  const watch = reconciliation();
  await watch.once(clock.now());
  await look(watch, 55);
  await restore();
  await look(watch, 60);
  expect(await endedAt()).toBeNull();
  await look(watch, 5);
  expect(await endedAt()).toBe(clock.now());
});
