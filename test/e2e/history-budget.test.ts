import { expect, test } from 'vitest';
import { BUDGET, measureHistory, replayHistories } from '../../apps/cli/bench/histories.js';
import { liveStandardLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { testWorkflowBundle } from '../support/temporal.js';
import { openBenchWorld } from '../support/bench-world.js';

const { client, desk } = await openBenchWorld({ maxCachedWorkflows: 50, clockSkewMs: 0 });

test('the standard dossier stays within its budget of events, bytes and state transitions, and replays', async () => {
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
