import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, expect, inject, test } from 'vitest';
import { dossierWorkflowId, type LetterActivities } from '#workflows';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { bundleWorkflows } from '../../apps/worker/bundle.js';
import { DEPLOYMENT, type RunningWorkers, startWorkers } from '../../apps/worker/start.js';
import { until } from '../support/e2e-facts.js';
import { startLocalTemporal } from '../support/temporal.js';
import { FakeDossiers } from './fake-dossiers.js';

const PATCHED_STEP = fileURLToPath(new URL('../../apps/cli/drill/changed-workflows.ts', import.meta.url));
const NO_LETTERS: LetterActivities = { produceLetter: () => Promise.reject(new Error('No letters in this test')), deliverLetter: () => Promise.reject(new Error('No letters in this test')) };
const DEADLINE_MS = 20_000;
const AUTO_UPGRADE = 2;
/** A server that soon forgets who asked it for work, and soon looks again whether a version is still needed: minutes otherwise. */
const FORGETFUL = ['matching.PollerHistoryTTL="1s"', 'matching.wv.VersionDrainageStatusVisibilityGracePeriod="1s"', 'matching.wv.VersionDrainageStatusRefreshInterval="1s"'];

const environment = await startLocalTemporal({ extraArgs: ['--log-level', 'never', ...FORGETFUL.flatMap((setting) => ['--dynamic-config-value', setting])] });
const running: RunningWorkers[] = [];
afterAll(async () => {
  await Promise.all(running.map((workers) => workers.stop()));
});
const namespace = environment.namespace ?? 'default';
const client = new Client({ connection: environment.connection, namespace });
const gateway = new TemporalGateway(environment.connection, { namespace, report: () => undefined });
const { workflowService } = environment.connection;
const dossiers = new FakeDossiers();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-versions-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Workers of the version whose workflows a bundle holds; they run until they are stopped. */
async function workersOf(workflowBundle: string): Promise<RunningWorkers> {
  const workers = await startWorkers({
    connection: environment.nativeConnection,
    namespace,
    workflowBundle,
    dossierActivities: { applyTransition: dossiers.applyTransition },
    letterActivities: NO_LETTERS,
    maxCachedWorkflows: 100,
    transitionsAtOnce: 20,
    lettersPerSecond: 1_000,
    isVersioned: true,
  });
  running.push(workers);
  await until(`the server knows version ${workers.buildId}`, async () => (await versions()).includes(workers.buildId));
  return workers;
}

async function versions(): Promise<readonly string[]> {
  const described = await workflowService.describeWorkerDeployment({ namespace, deploymentName: DEPLOYMENT }).catch(() => undefined);
  return (described?.workerDeploymentInfo?.versionSummaries ?? []).flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []);
}

/** As an operator does; a version is refused as long as its workers do not ask for the work of every queue. */
async function makeCurrent({ buildId }: RunningWorkers): Promise<void> {
  await until(`version ${buildId} is current`, () => workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName: DEPLOYMENT, buildId }).then(() => true, () => false));
}

function forget({ buildId }: RunningWorkers): Promise<unknown> {
  return workflowService.deleteWorkerDeploymentVersion({ namespace, deploymentVersion: { deploymentName: DEPLOYMENT, buildId } });
}

/** Gives a dossier a command, and tells the version that served it. */
async function versionServing(dossierId: string): Promise<string | undefined> {
  const command = randomUUID();
  expect(await gateway.deliver(dossierId, command, DEADLINE_MS)).toBe('delivered');
  expect(dossiers.of(dossierId).timesServed(command)).toBeGreaterThan(0);
  const { raw } = await client.workflow.getHandle(dossierWorkflowId(dossierId)).describe();
  const versioning = raw.workflowExecutionInfo?.versioningInfo;
  expect(versioning?.behavior).toBe(AUTO_UPGRADE);
  return versioning?.deploymentVersion?.buildId ?? undefined;
}

async function replay(dossierId: string, codePath: string): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: { codePath } }, await client.workflow.getHandle(dossierWorkflowId(dossierId)).fetchHistory(), dossierWorkflowId(dossierId));
}

test('a new version of the workflows is given work once it is current and not before; dossiers under way go on with it by their patches, and the old one is dropped while they are open', { timeout: 180_000 }, async () => {
  const oldBundle = inject('temporal').workflowBundle;
  const newBundle = join(folder, 'next-bundle.js');
  await writeFile(newBundle, await bundleWorkflows(undefined, [PATCHED_STEP]));

  const old = await workersOf(oldBundle);
  await makeCurrent(old);
  const before = randomUUID();
  expect(await versionServing(before)).toBe(old.buildId);

  const next = await workersOf(newBundle);
  expect(next.buildId).not.toBe(old.buildId);
  const waiting = Array.from({ length: 8 }, () => randomUUID());
  expect(await Promise.all(waiting.map(versionServing))).toEqual(waiting.map(() => old.buildId));

  await makeCurrent(next);
  const after = randomUUID();
  expect(await versionServing(after)).toBe(next.buildId);
  expect(await versionServing(before)).toBe(next.buildId);
  await expect(forget(next)).rejects.toThrow('current');

  await old.stop();
  await until('nothing needs the old version any more', () => forget(old).then(() => true, () => false));
  expect(await versions()).toEqual([next.buildId]);
  expect(await Promise.all(waiting.map(versionServing))).toEqual(waiting.map(() => next.buildId));

  for (const dossierId of [before, after, ...waiting]) await replay(dossierId, newBundle);
  await expect(replay(before, oldBundle)).rejects.toThrow(DeterminismViolationError);
  expect(dossiers.overlapping).toEqual(new Set());
});
