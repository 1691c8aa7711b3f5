import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

type Exported = Parameters<SpanExporter['export']>;

/** What may leave the house of what spans say: ids, kinds, counts and the patterns of routes, whoever made the span. */
const TOLD = new Set([
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'error.type',
  'temporalWorkflowId',
  'temporalUpdateId',
  'run_id',
  'workflowId',
  'runId',
  'workflowType',
]);
const OUR_OWN = 'dunghan.';
const SUCCESS = 0;

/** An exporter that takes from spans whatever else they say, most of all messages of errors, and says when the collector is lost and found. */
export class BareExporter implements SpanExporter {
  #isLost = false;

  constructor(
    private readonly inner: SpanExporter,
    private readonly say: (line: string) => void,
  ) {}

  readonly export = (...[spans, done]: Exported): void => {
    this.inner.export(spans.map(bare), (result) => {
      const isLost = (result.code as number) !== SUCCESS;
      if (isLost !== this.#isLost) this.say(isLost ? 'The collector takes no traces: they are dropped until it does' : 'The collector takes traces again');
      this.#isLost = isLost;
      done(result);
    });
  };

  readonly shutdown = (): Promise<void> => this.inner.shutdown();
  readonly forceFlush = (): Promise<void> => this.inner.forceFlush?.() ?? Promise.resolve();
}

/** A span with nothing but its name, times, ids and told attributes. */
export function bare(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(([name, value]) => (TOLD.has(name) || name.startsWith(OUR_OWN)) && typeof value !== 'object'),
  );
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes,
    links: [],
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationLibrary: span.instrumentationLibrary,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
