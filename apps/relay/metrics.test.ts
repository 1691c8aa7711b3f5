import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { serveMetrics } from '../dispatch/serve-metrics.js';
import { RelayMetrics } from './metrics.js';

const host = '127.0.0.1';

async function takePort(): Promise<{ readonly port: number; readonly free: () => Promise<void> }> {
  const server = createServer();
  server.listen({ host, port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    free: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

test('the figures of the relay are served until it stops', async () => {
  const { port, free } = await takePort();
  await free();
  const [metrics, stop] = [new RelayMetrics(), new AbortController()];
  metrics.carried('relay', { delivered: 3, unavailable: 1, left: 7 });
  metrics.failed('seal');
  metrics.overdue(2);
  metrics.yearsToConfirm(1);
  metrics.behind(2);
  metrics.redated({ redated: 7, moved: 5 });
  metrics.told('digest', 4);
  metrics.mailed({ sent: 2, deferred: 0, refused: 1, unknown: 0 });
  await serveMetrics(metrics, { host, port }, stop.signal);
  const text = await (await fetch(`http://${host}:${String(port)}/metrics`)).text();
  expect(text).toMatch(/^dunghan_relay_carried_total\{loop="relay",delivery="delivered"\} 3$/m);
  expect(text).toMatch(/^dunghan_relay_passes_total\{loop="seal",result="failed"\} 1$/m);
  expect(text).toMatch(/^dunghan_relay_overdue_not_woken 2$/m);
  expect(text).toMatch(/^dunghan_calendar_years_to_confirm 1$/m);
  expect(text).toMatch(/^dunghan_relay_dossiers_behind_calendar 2$/m);
  expect(text).toMatch(/^dunghan_relay_dossiers_redated_total\{moved="yes"\} 5$/m);
  expect(text).toMatch(/^dunghan_relay_staff_told_total\{what="digest"\} 4$/m);
  expect(text).toMatch(/^dunghan_relay_staff_mails_total\{outcome="refused"\} 1$/m);
  expect((await fetch(`http://${host}:${String(port)}/`)).status).toBe(404);
  stop.abort();
});

test('an address that is taken is named', async () => {
  const { port, free } = await takePort();
  await expect(serveMetrics(new RelayMetrics(), { host, port }, new AbortController().signal)).rejects.toThrow(`Metrics cannot be served at ${host}:${String(port)}: `);
  await free();
});
