import { afterAll } from 'vitest';
import { instant, type Instant, parseInstant } from '#domain';
import { applyTransition } from '#service';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { startWorkers } from '../../apps/worker/start.js';
import type { testCounter } from './engine.js';
import { startTestTemporal, testWorkflowBundle } from './temporal.js';

/** A transition a workflow asked for: why, and when by the virtual clock. */
export interface AskedTransition {
  readonly id: string;
  readonly causes: readonly string[];
  readonly at: number;
}

/** Workflows of a counter's dossiers in virtual time. */
export interface VirtualDossiers {
  readonly gateway: TemporalGateway;
  readonly transitions: readonly AskedTransition[];
  /** Lets every timer on the way fire, as nothing but time would; then it is that instant for the counter as well. */
  readonly liveUntil: (text: string) => Promise<Instant>;
}

/**
 * Starts a time-skipping server and a worker for a counter whose clock stands at `begins`: the server's time is shifted to it, the
 * transitions are the service's own on the counter's database, and no letter is made. Ends with the test file.
 */
export async function startVirtualDossiers({ engine, clock }: Awaited<ReturnType<typeof testCounter>>, begins: string): Promise<VirtualDossiers> {
  const temporal = await startTestTemporal();
  const offset = parseInstant(begins) - (await temporal.currentTimeMs());
  const namespace = temporal.namespace ?? 'default';
  const transitions: AskedTransition[] = [];
  const workers = await startWorkers({
    connection: temporal.nativeConnection,
    namespace,
    workflowBundle: testWorkflowBundle().codePath,
    dossierActivities: {
      applyTransition: async (id, causes, at) => {
        transitions.push({ id, causes, at: at + offset });
        const view = await applyTransition(engine, id, causes, instant(at + offset));
        return { ...view, points: view.points.map((point) => ({ ...point, at: point.at - offset })) };
      },
    },
    letterActivities: { produceLetter: () => Promise.resolve(), deliverLetter: () => Promise.resolve(null) },
    maxCachedWorkflows: 50,
    transitionsAtOnce: 10,
    lettersPerSecond: 100,
  });
  afterAll(() => workers.stop());
  return {
    gateway: new TemporalGateway(temporal.connection, { namespace, report: () => undefined }),
    transitions,
    liveUntil: async (text) => {
      await temporal.sleep(Math.max(0, parseInstant(text) - offset - (await temporal.currentTimeMs())));
      return clock.set(text);
    },
  };
}
