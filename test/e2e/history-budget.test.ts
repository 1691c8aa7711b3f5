import { expect, test } from 'vitest';
import { instant } from '#domain';
import { systemClock } from '#service';
import { caseWorkflowId, dossierWorkflowId } from '#workflows';
import { BUDGET, measureHistory, replayHistories } from '../../apps/cli/bench/histories.js';
import { liveStandardLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { openBenchWorld } from '../support/bench-world.js';
import { openPlainCase, TASK_RULE } from '../support/cases.js';
import { until } from '../support/e2e-facts.js';
import { testWorkflowBundle } from '../support/temporal.js';

const { engine, client, gateway, desk } = await openBenchWorld({ maxCachedWorkflows: 50, clockSkewMs: 0 });

test('the standard dossier stays within its budget of events, bytes and state transitions, and replays', async () => {
  let { dossier, wakes } = await liveStandardLife(desk, turnstile(1));
  // A machine so busy that a command took longer than its timer has settled the point by the command: another dossier then.
  for (let others = 0; wakes < 2 && others < 5; others += 1) ({ dossier, wakes } = await liveStandardLife(desk, turnstile(1)));
  expect(wakes).toBe(2);
  const size = await measureHistory(client, dossier.id);
  expect(size.events).toBeLessThanOrEqual(BUDGET.events);
  expect(size.bytes).toBeLessThanOrEqual(BUDGET.bytes);
  expect(size.stateTransitions).toBeLessThanOrEqual(BUDGET.stateTransitions);
  // Nothing of traces where nobody traces.
  expect(JSON.stringify(await client.workflow.getHandle(dossierWorkflowId(dossier.id)).fetchHistory())).not.toMatch(/"header":\{"fields":\{"/);
  expect(await replayHistories(client, [dossier], testWorkflowBundle().codePath)).toEqual({ replayed: 1, replayFailures: 0 });
});

const PLACES = ['national-database', 'counter', 'website', 'portal', 'internal-process'];
/** Seven events start a case, six go with each point, and no timer follows the last; what a look answers grows with the clocks that still run. */
const CASE_BUDGET = { events: 7 + 6 * PLACES.length - 2, bytes: 5.5 * 1_024 };

test('a publication whose five places run out one after the other stays within its budget of events and bytes', async () => {
  const at = systemClock.now();
  const rules = PLACES.map((clock, index) => ({ ...TASK_RULE, clock, escalations: [], term: { fixedAt: instant(at + 1_500 + index * 1_000) } }));
  const { id } = await openPlainCase(engine, { key: 'five places', at, kind: 'publication', rules });
  await gateway.startCase({ id, kind: 'publication' });
  await until('all of them have run out', async () => (await engine.database.read.first('SELECT FROM deadline_case WHERE id = $1 AND next_point_at IS NULL', [id])) !== undefined);
  const { historyLength, historySize } = await client.workflow.getHandle(caseWorkflowId(id)).describe();
  // A busy machine may settle two ends by one look; one look for them all would not be what is measured here.
  expect(historyLength).toBeGreaterThan(7 + 6);
  expect(historyLength).toBeLessThanOrEqual(CASE_BUDGET.events);
  expect(historySize).toBeGreaterThan(0);
  expect(historySize).toBeLessThanOrEqual(CASE_BUDGET.bytes);
});
