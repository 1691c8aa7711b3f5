import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { closeEngine, loadCatalogue, openDiskStore, openEngine, readCatalogue } from '#service';
import { type RunningApi, startApi } from '../../apps/api/start.js';
import type { WorkflowGateway } from '../../apps/dispatch/gateway.js';
import { openGateway, TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { dossierActivities, letterActivities } from '../../apps/worker/activities.js';
import { startWorkers } from '../../apps/worker/start.js';
import { type Answer, callsTo, DATA, settingsOver, startTokenIssuer } from '../integration/api-harness.js';
import { createTestDatabase } from '../support/database.js';
import { startLocalTemporal, testWorkflowBundle } from '../support/temporal.js';

const NAMESPACE = 'dunghan';
const clock = { now: () => instant(Date.now()) };
const database = await createTestDatabase();
const temporal = await startLocalTemporal();
const engine = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'api-e2e', poolSize: 15 });
await loadCatalogue(engine.database, await readCatalogue(DATA), clock.now());
const ignore = (): void => undefined;
const workers = await startWorkers({
  connection: temporal.nativeConnection,
  namespace: NAMESPACE,
  workflowBundle: testWorkflowBundle().codePath,
  dossierActivities: dossierActivities(engine, ignore),
  letterActivities: letterActivities(engine, {}, ignore),
  maxCachedWorkflows: 50,
  transitionsAtOnce: 5,
  lettersPerSecond: 10,
});
const issuer = await startTokenIssuer();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
const gateway = new TemporalGateway(temporal.connection, { namespace: NAMESPACE, report: ignore });
// Nothing listens on the port that discards.
const nowhere = openGateway({ address: '127.0.0.1:9', namespace: NAMESPACE, report: ignore });
const api = await apiOver(gateway, 10_000);
const cutOff = await apiOver(nowhere, 500);

afterAll(async () => {
  await Promise.all([api.close(), cutOff.close()]);
  await workers.stop();
  await nowhere.close();
  await issuer.close();
  await closeEngine(engine);
  await rm(folder, { recursive: true, force: true });
});

function apiOver(to: WorkflowGateway, inlineDeadlineMs: number): Promise<RunningApi> {
  return startApi({ engine, clock, gateway: to, files: openDiskStore(folder), settings: { ...settingsOver(issuer), inlineDeadlineMs } });
}

function takeIn({ url }: RunningApi, key: string): Promise<Answer> {
  const body = { procedureCode: '1.012644', agencyCode: 'H99.06', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
  return callsTo(url, issuer).post('/api/v1/dossiers', { as: 'clerk', key, body });
}

function contact({ url }: RunningApi, dossier: Answer, key: string): Promise<Answer> {
  const body = { type: 'RecordContact', body: { party: 'applicant' } };
  return callsTo(url, issuer).post(`/api/v1/dossiers/${String(dossier.body['code'])}/commands`, { as: 'clerk', key, body });
}

describe('over a real Temporal server', () => {
  test('a command is decided by the dossier\'s workflow and answered at once', async () => {
    const dossier = await takeIn(api, 'e2e-intake');
    const { status, body } = await contact(api, dossier, 'e2e-contact');
    expect([dossier.status, status]).toEqual([201, 200]);
    expect(body['dossier']).toMatchObject({ contacts: { applicant: 1 } });
    expect(await gateway.isRunning(String(dossier.body['id']))).toBe(true);
  });

  test('an API that has never reached Temporal takes in, accepts commands, and its commands are carried out later', async () => {
    const dossier = await takeIn(cutOff, 'e2e-cut-off-intake');
    const accepted = await contact(cutOff, dossier, 'e2e-cut-off-contact');
    expect([dossier.status, accepted.status]).toEqual([201, 202]);
    const ready = await callsTo(cutOff.url, issuer).get('/health/ready');
    expect([ready.status, ready.body['degraded']]).toEqual([200, expect.arrayContaining(['temporal-unreachable'])]);
    await gateway.deliver(String(dossier.body['id']), String(accepted.body['id']), 10_000);
    const command = await callsTo(cutOff.url, issuer).get(accepted.headers.get('location') ?? '', { as: 'clerk' });
    expect(command.body).toMatchObject({ status: 'applied', seq: [2, 2] });
  });

  test('what many clerks send at once to one dossier is carried out once each', async () => {
    const dossier = await takeIn(api, 'e2e-crowd-intake');
    const answers = await Promise.all(Array.from({ length: 10 }, (_, number) => contact(api, dossier, `e2e-crowd-${String(number % 5)}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const { body } = await callsTo(api.url, issuer).get(`/api/v1/dossiers/${String(dossier.body['code'])}`, { as: 'clerk' });
    expect(body).toMatchObject({ contacts: { applicant: 5 } });
  });
});
