import { Client } from '@temporalio/client';
import { afterAll } from 'vitest';
import { instant } from '#domain';
import { applyCase, closeEngine, type Engine, loadCatalogue, openEngine, readCatalogue, systemClock } from '#service';
import { BenchDesk } from '../../apps/cli/bench/desk.js';
import { DossierClocks } from '../../apps/cli/bench/dossier-clocks.js';
import { BENCH_BEGINS } from '../../apps/cli/bench/standard-dossier.js';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import type { Tracing } from '../../apps/dispatch/tracing.js';
import { startWorkers } from '../../apps/worker/start.js';
import { createTestDatabase } from './database.js';
import { startLocalTemporal, testWorkflowBundle } from './temporal.js';

const NAMESPACE = 'dunghan';

/** The bench's desk on a real Temporal server and a database of the calling test file's own. */
export interface BenchWorld {
  readonly engine: Engine;
  readonly client: Client;
  readonly gateway: TemporalGateway;
  readonly desk: BenchDesk;
}

/** Opens a world for the calling test file (call it at the file's top level) and closes it after its last test. */
export async function openBenchWorld(options: { readonly maxCachedWorkflows: number; readonly clockSkewMs?: number; readonly tracing?: Tracing }): Promise<BenchWorld> {
  const database = await createTestDatabase();
  const temporal = await startLocalTemporal();
  const { maxCachedWorkflows, tracing, ...engineOptions } = options;
  const engine = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'bench-world', ...engineOptions });
  await loadCatalogue(engine.database, await readCatalogue(new URL('../../data/', import.meta.url)), BENCH_BEGINS);
  const clocks = new DossierClocks(systemClock, BENCH_BEGINS);
  const workers = await startWorkers({
    connection: temporal.nativeConnection,
    namespace: NAMESPACE,
    workflowBundle: testWorkflowBundle().codePath,
    dossierActivities: clocks.activities(engine),
    caseActivities: { applyCase: (caseId, at) => applyCase(engine, caseId, instant(at)) },
    letterActivities: { produceLetter: () => Promise.reject(new Error('No letters here')), deliverLetter: () => Promise.reject(new Error('No letters here')) },
    maxCachedWorkflows,
    transitionsAtOnce: 5,
    lettersPerSecond: 1,
    ...(tracing === undefined ? {} : { tracing: tracing.worker }),
  });
  afterAll(async () => {
    await workers.stop();
    await closeEngine(engine);
  });
  const gateway = new TemporalGateway(temporal.connection, { namespace: NAMESPACE, report: () => undefined, interceptors: tracing?.client ?? [] });
  return {
    engine,
    gateway,
    client: new Client({ connection: temporal.connection, namespace: NAMESPACE }),
    desk: new BenchDesk(engine, gateway, clocks),
  };
}
