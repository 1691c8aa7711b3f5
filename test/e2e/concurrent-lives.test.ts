import { Client } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import { dossierWorkflowId } from '#workflows';
import { closeEngine, loadCatalogue, openEngine, readCatalogue, systemClock } from '#service';
import { BenchDesk } from '../../apps/cli/bench/desk.js';
import { DossierClocks } from '../../apps/cli/bench/dossier-clocks.js';
import { replayHistories } from '../../apps/cli/bench/histories.js';
import { BENCH_BEGINS, liveConcurrentLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { startWorkers } from '../../apps/worker/start.js';
import { createTestDatabase } from '../support/database.js';
import { expectOnceInOrder, expectSound, untilDecided } from '../support/e2e-facts.js';
import { startLocalTemporal, testWorkflowBundle } from '../support/temporal.js';

const namespace = 'dunghan';
const database = await createTestDatabase();
const temporal = await startLocalTemporal();
const engine = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'concurrent-lives' });
await loadCatalogue(engine.database, await readCatalogue(new URL('../../data/', import.meta.url)), BENCH_BEGINS);
const clocks = new DossierClocks(systemClock, BENCH_BEGINS);
const workers = await startWorkers({
  connection: temporal.nativeConnection,
  namespace,
  workflowBundle: testWorkflowBundle().codePath,
  dossierActivities: clocks.activities(engine),
  letterActivities: { produceLetter: () => Promise.reject(new Error('No letters in this test')) },
  maxCachedWorkflows: 1,
  transitionsAtOnce: 5,
  lettersPerSecond: 1,
});
afterAll(async () => {
  await workers.stop();
  await closeEngine(engine);
});

test('dossiers under bursts of commands, on a worker that remembers one of them, lose and repeat nothing, and every history replays', async () => {
  const client = new Client({ connection: temporal.connection, namespace });
  const desk = new BenchDesk(engine, new TemporalGateway(temporal.connection, { namespace, report: () => undefined }), clocks);
  const turn = turnstile(4);
  const dossiers = await Promise.all(Array.from({ length: 8 }, () => liveConcurrentLife(desk, turn)));
  for (const { id } of dossiers) {
    expect(await untilDecided(engine, id)).toHaveLength(14);
    await expectOnceInOrder(engine, id);
    await client.workflow.getHandle(dossierWorkflowId(id)).terminate('The test is over').catch(() => undefined);
  }
  await expectSound(engine);
  expect(await replayHistories(client, dossiers, testWorkflowBundle().codePath)).toEqual({ replayed: 8, replayFailures: 0 });
});
