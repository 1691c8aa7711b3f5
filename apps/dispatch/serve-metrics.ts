import { once } from 'node:events';
import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DatabaseClock } from './database-clock.js';

/** What a process is told by its runtime about itself: memory, processor, event loop, garbage. */
export function processMetrics(): { readonly registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry };
}

/** Has a process tell how often in a row the clock of its database gave it no answer. */
export function tellClock({ registry }: { readonly registry: Registry }, clock: Pick<DatabaseClock, 'failedInARow'>): void {
  new Gauge({
    name: 'dunghan_database_clock_failures',
    help: 'Questions for the time of PostgreSQL since the last answer that was believed, one every ten seconds',
    registers: [registry],
    collect() {
      this.set(clock.failedInARow);
    },
  });
}

/**
 * Serves `/metrics` until `stop` is aborted; resolves once it does.
 * @throws when the address is taken, naming it
 */
export async function serveMetrics({ registry }: { readonly registry: Registry }, address: { readonly host: string; readonly port: number }, stop: AbortSignal): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen({ ...address, signal: stop });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(`Metrics cannot be served at ${address.host}:${String(address.port)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
