import { Client } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import { closeEngine, loadCatalogue, openEngine, readCatalogue, systemClock } from '#service';
import { BenchDesk } from '../../apps/cli/bench/desk.js';
import { DossierClocks } from '../../apps/cli/bench/dossier-clocks.js';
import { BUDGET, measureHistory, replayHistories } from '../../apps/cli/bench/histories.js';
import { BENCH_BEGINS, liveStandardLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { startWorkers } from '../../apps/worker/start.js';
import { createTestDatabase } from '../support/database.js';
import { startLocalTemporal, testWorkflowBundle } from '../support/temporal.js';

const namespace = 'dunghan';
const database = await createTestDatabase();
const temporal = await startLocalTemporal();
const engine = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'history-budget', clockSkewMs: 0 });
await loadCatalogue(engine.database, await readCatalogue(new URL('../../data/', import.meta.url)), BENCH_BEGINS);
const clocks = new DossierClocks(systemClock, BENCH_BEGINS);
const workers = await startWorkers({
  connection: temporal.nativeConnection,
  namespace,
  workflowBundle: testWorkflowBundle().codePath,
  dossierActivities: clocks.activities(engine),
  letterActivities: { produceLetter: () => Promise.reject(new Error('No letters in this test')) },
  maxCachedWorkflows: 50,
  transitionsAtOnce: 5,
  lettersPerSecond: 1,
});
afterAll(async () => {
  await workers.stop();
  await closeEngine(engine);
});

test('the standard dossier stays within its budget of events, bytes and state transitions, and replays', async () => {
  const client = new Client({ connection: temporal.connection, namespace });
  const desk = new BenchDesk(engine, new TemporalGateway(temporal.connection, { namespace, report: () => undefined }), clocks);
  let { dossier, wakes } = await liveStandardLife(desk, turnstile(1));
  // A machine so busy that a command took longer than its timer has settled the point by the command: another dossier then.
  for (let others = 0; wakes < 2 && others < 5; others += 1) ({ dossier, wakes } = await liveStandardLife(desk, turnstile(1)));
  expect(wakes).toBe(2);
  const size = await measureHistory(client, dossier.id);
  expect(size.events).toBeLessThanOrEqual(BUDGET.events);
  expect(size.bytes).toBeLessThanOrEqual(BUDGET.bytes);
  expect(size.stateTransitions).toBeLessThanOrEqual(BUDGET.stateTransitions);
  expect(await replayHistories(client, [dossier], testWorkflowBundle().codePath)).toEqual({ replayed: 1, replayFailures: 0 });
});
