import { expect, test } from 'vitest';
import { dossierWorkflowId } from '#workflows';
import { replayHistories } from '../../apps/cli/bench/histories.js';
import { liveConcurrentLife } from '../../apps/cli/bench/standard-dossier.js';
import { turnstile } from '../../apps/cli/bench/turnstile.js';
import { expectOnceInOrder, expectSound, untilDecided } from '../support/e2e-facts.js';
import { testWorkflowBundle } from '../support/temporal.js';
import { openBenchWorld } from '../support/bench-world.js';

const { engine, client, desk } = await openBenchWorld({ maxCachedWorkflows: 1 });

test('dossiers under bursts of commands, on a worker that remembers one of them, lose and repeat nothing, and every history replays', async () => {
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
