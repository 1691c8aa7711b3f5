import type { Tracing, TracingOptions } from './tracing.js';

/** Runs that were traced once still offer their spans. */
const NOT_TRACING: Tracing = { client: [], worker: { interceptors: {}, sinks: { exporter: { export: { fn: () => undefined } } } }, close: () => Promise.resolve() };

/** Begins to trace this process, once and before anything else of it. Without an endpoint nothing of it is even loaded. */
export async function startTracing({ endpoint, service, say }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return NOT_TRACING;
  const { traceTo } = await import('./otlp-tracing.js');
  return traceTo({ endpoint, service, say });
}
