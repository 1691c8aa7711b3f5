import { expect, test, vi } from 'vitest';
import { instant } from '#domain';
import type { Engine } from '#service';
import type { ApiSettings } from '../parts.js';
import type { GatewayWatch } from './gateway-watch.js';
import { SystemMonitor } from './system-state.js';

const COUNTS = { pending: 0, failing: 0, oldest: null, owed: 0, deltas: 0, projection: 0, overdue: 0, years: 0, behind: 0, untold: null, database_at: 1_000 };

/** A monitor over a database that counts when it is told to. */
function monitorOver(answers: (() => Promise<typeof COUNTS>)[]): { readonly monitor: SystemMonitor; readonly counted: () => number } {
  let counted = 0;
  const first = (): Promise<unknown> => {
    counted += 1;
    return (answers.shift() ?? (() => Promise.resolve(COUNTS)))();
  };
  const engine = { database: { read: { first } }, rules: { settings: () => Promise.resolve({ portalTermMinutes: 15 }) } } as unknown as Engine;
  const gateway = { health: () => Promise.resolve({ reachable: true, pollers: 1 }) } as unknown as GatewayWatch;
  const monitor = new SystemMonitor(engine, { now: () => instant(1_000) }, { clockSkewMs: 5_000 } as ApiSettings, gateway);
  return { monitor, counted: () => counted };
}

test('however many ask at once, the database counts once, and anew for who asks later', async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<typeof COUNTS>();
  const { monitor, counted } = monitorOver([() => held]);
  const asked = Array.from({ length: 50 }, () => monitor.read());
  letGo({ ...COUNTS, pending: 7 });
  expect(new Set((await Promise.all(asked)).map(({ commandsPending }) => commandsPending))).toEqual(new Set([7]));
  expect(counted()).toBe(1);
  expect([(await monitor.read()).commandsPending, counted()]).toEqual([0, 2]);
});

test('a count that failed is told to all who waited for it, and to nobody later', async () => {
  const { monitor } = monitorOver([() => Promise.reject(new Error('away'))]);
  const asked = await Promise.allSettled([monitor.read(), monitor.read()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await monitor.read()).commandsPending).toBe(0);
});

test('a count that never ends is waited for by nobody who asks later', async () => {
  vi.useFakeTimers();
  try {
    const { monitor, counted } = monitorOver([() => new Promise(() => undefined)]);
    void monitor.read();
    vi.advanceTimersByTime(9_000);
    void monitor.read();
    expect(counted()).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect([(await monitor.read()).commandsPending, counted()]).toEqual([0, 2]);
  } finally {
    vi.useRealTimers();
  }
});
