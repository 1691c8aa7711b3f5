import { Client } from '@temporalio/client';
import { afterAll } from 'vitest';
import { instant, type Instant, parseInstant } from '#domain';
import { applyCase } from '#service';
import { TemporalGateway } from '../../apps/dispatch/temporal-gateway.js';
import { nudgeCasesOnce, passCalendarsOnce, settleWatchedOnce } from '../../apps/relay/case-loops.js';
import { startWorkers } from '../../apps/worker/start.js';
import type { testCounter } from './engine.js';
import { startTestTemporal, testWorkflowBundle } from './temporal.js';

/** A look at a case that its workflow asked for, by the virtual clock. */
export interface AskedLook {
  readonly id: string;
  readonly at: number;
}

/** Workflows of a counter's cases in virtual time. */
export interface VirtualCases {
  readonly gateway: TemporalGateway;
  /** A plain client: waiting by it lets no time pass. */
  readonly client: Client;
  readonly looks: readonly AskedLook[];
  /** Lets every timer on the way fire, as nothing but time would; then it is that instant for the counter as well. */
  readonly liveUntil: (text: string) => Promise<Instant>;
  /** One pass of the relay over cases: calendars, those the watchdog carries, and nudges of what workflows have not heard of. */
  readonly relay: () => Promise<void>;
}

/**
 * Starts a time-skipping server and a worker for the cases of a counter whose clock stands at `begins`: the server's time is
 * shifted to it, and every look is the service's own on the counter's database. Ends with the test file.
 */
export async function startVirtualCases({ engine, clock }: Awaited<ReturnType<typeof testCounter>>, begins: string): Promise<VirtualCases> {
  const temporal = await startTestTemporal();
  const offset = parseInstant(begins) - (await temporal.currentTimeMs());
  const namespace = temporal.namespace ?? 'default';
  const gateway = new TemporalGateway(temporal.connection, { namespace, report: () => undefined });
  const looks: AskedLook[] = [];
  const workers = await startWorkers({
    connection: temporal.nativeConnection,
    namespace,
    workflowBundle: testWorkflowBundle().codePath,
    dossierActivities: { applyTransition: () => Promise.reject(new Error('No dossiers in this test')) },
    caseActivities: {
      applyCase: async (id, at) => {
        looks.push({ id, at: at + offset });
        const view = await applyCase(engine, id, instant(at + offset));
        return { ...view, points: view.points.map((point) => ({ ...point, at: point.at - offset })) };
      },
    },
    letterActivities: { produceLetter: () => Promise.resolve(), deliverLetter: () => Promise.resolve(null) },
    maxCachedWorkflows: 50,
    transitionsAtOnce: 10,
    lettersPerSecond: 100,
  });
  afterAll(() => workers.stop());
  const parts = { engine, gateway, graceMs: 0 };
  return {
    gateway,
    client: new Client({ connection: temporal.connection, namespace }),
    looks,
    liveUntil: async (text) => {
      await temporal.sleep(Math.max(0, parseInstant(text) - offset - (await temporal.currentTimeMs())));
      return clock.set(text);
    },
    relay: async () => {
      await passCalendarsOnce(parts, clock.now());
      await settleWatchedOnce(parts, clock.now());
      await nudgeCasesOnce(parts, clock.now());
    },
  };
}
