import { afterAll, expect, test } from 'vitest';
import { dossierWorkflowId, SHORT_TRACE_HEADER } from '#workflows';
import { BUDGET, measureHistory, replayHistories } from '../../apps/cli/bench/histories.js';
import { liveStandardLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { startTracing } from '../../apps/dispatch/start-tracing.js';
import { openBenchWorld } from '../support/bench-world.js';
import { testWorkflowBundle } from '../support/temporal.js';
import { startTraceCollector } from '../support/trace-collector.js';

const collector = await startTraceCollector();
const tracing = await startTracing({ endpoint: collector.url, service: 'bench', say: () => undefined });
afterAll(() => tracing.close());
const { client, desk } = await openBenchWorld({ maxCachedWorkflows: 50, clockSkewMs: 0, tracing });

test('the standard dossier stays within its budget while it is traced, and replays', async () => {
  const { dossier } = await liveStandardLife(desk, turnstile(1));
  const size = await measureHistory(client, dossier.id);
  const history = await client.workflow.getHandle(dossierWorkflowId(dossier.id)).fetchHistory();
  const traced = (history.events ?? []).filter((event) => JSON.stringify(event).includes(`"${SHORT_TRACE_HEADER}":{`));
  expect(size.events).toBeLessThanOrEqual(BUDGET.events);
  expect(size.bytes).toBeLessThanOrEqual(BUDGET.bytes);
  expect(size.stateTransitions).toBeLessThanOrEqual(BUDGET.stateTransitions);
  // The start, and each command by its update.
  expect(traced.length).toBeGreaterThanOrEqual(10);
  expect(await replayHistories(client, [dossier], testWorkflowBundle().codePath)).toEqual({ replayed: 1, replayFailures: 0 });
});
