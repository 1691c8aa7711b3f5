import { setTimeout as delay } from 'node:timers/promises';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { makeWorkflowExporter, OpenTelemetryActivityInboundInterceptor, OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry';
import { BareExporter } from './bare-spans.js';
import { shortHeader } from './short-header.js';
import type { Tracing, TracingOptions } from './tracing.js';

/** Spans kept while the collector is away, about a kilobyte each; more are dropped. */
const QUEUE = 4_096;
const SEND_WITHIN_MS = 2_000;
/** Longer than sending, so that a batch nobody took is known for lost. */
const GIVE_UP_AFTER_MS = 3_000;
const CLOSE_WITHIN_MS = 4_000;

/** Asking whether a run is open is the relay's every day, and would fill the collector with it. */
class ClientInterceptor extends OpenTelemetryWorkflowClientInterceptor {
  override readonly describe: OpenTelemetryWorkflowClientInterceptor['describe'] = (input, next) => next(input);
}

/** Traces this process to a collector by OTLP over HTTP. What else OpenTelemetry's variables say, such as the sampler, its SDK reads itself. */
export function traceTo({ endpoint, service, say }: TracingOptions & { readonly endpoint: string }): Tracing {
  const resource = new Resource({ 'service.name': service });
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: SEND_WITHIN_MS });
  const processor = new BatchSpanProcessor(new BareExporter(exporter, say), { maxQueueSize: QUEUE, exportTimeoutMillis: GIVE_UP_AFTER_MS });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
  return {
    client: [new ClientInterceptor(), shortHeader],
    worker: {
      interceptors: { activity: [(activity) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(activity) })] },
      sinks: { exporter: { export: makeWorkflowExporter(processor, resource).export } },
    },
    close: async () => {
      const late = new AbortController();
      await Promise.race([provider.shutdown().catch(() => undefined), delay(CLOSE_WITHIN_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}
