import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { z } from 'zod';

const attribute = z.strictObject({ key: z.string().min(1), value: z.union([z.strictObject({ stringValue: z.string() }), z.strictObject({ intValue: z.number() }), z.strictObject({ boolValue: z.boolean() })]) });
const nanoseconds = z.string().regex(/^\d{19}$/);
const span = z.strictObject({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z.string().regex(/^[0-9a-f]{16}$/).optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: z.array(attribute),
  status: z.strictObject({ code: z.int().min(0).max(2) }),
  // What the house lets out has neither events nor links.
  events: z.tuple([]),
  links: z.tuple([]),
  droppedAttributesCount: z.literal(0),
  droppedEventsCount: z.literal(0),
  droppedLinksCount: z.literal(0),
});
const request = z.object({
  resourceSpans: z.array(z.object({ resource: z.object({ attributes: z.array(attribute) }), scopeSpans: z.array(z.object({ scope: z.object({ name: z.string() }), spans: z.array(span) })) })),
});

/** A span as it arrived. */
export interface ArrivedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** A collector of traces by OTLP over HTTP in JSON, which takes nothing that is not of its form. */
export interface TraceCollector {
  readonly url: string;
  readonly spans: ArrivedSpan[];
  /** Whole requests, as text. */
  readonly bodies: string[];
  /** What was not of the form. */
  readonly faults: string[];
  /** Whether it takes, refuses for the time being, or takes requests and never answers. */
  mode: 'takes' | 'refuses' | 'hangs';
}

/** Starts a collector for the calling test file and stops it after its last test. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      if (collector.mode === 'hangs') return;
      if (collector.mode === 'takes') take(collector, `${incoming.method ?? ''} ${incoming.url ?? ''}`, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(collector.mode === 'takes' ? 200 : 400, { 'content-type': 'application/json' }).end('{}');
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const collector: TraceCollector = { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, spans: [], bodies: [], faults: [], mode: 'takes' };
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return collector;
}

function take(collector: TraceCollector, where: string, body: string): void {
  collector.bodies.push(body);
  if (where !== 'POST /v1/traces') collector.faults.push(where);
  const parsed = request.safeParse(JSON.parse(body));
  if (!parsed.success) {
    collector.faults.push(z.prettifyError(parsed.error));
    return;
  }
  for (const { resource, scopeSpans } of parsed.data.resourceSpans) {
    const service = String(factsOf(resource.attributes)['service.name']);
    for (const { traceId, spanId, parentSpanId, name, attributes } of scopeSpans.flatMap(({ spans }) => spans)) {
      collector.spans.push({ service, name, traceId, spanId, parentSpanId, attributes: factsOf(attributes) });
    }
  }
}

function factsOf(attributes: readonly z.output<typeof attribute>[]): ArrivedSpan['attributes'] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as string | number | boolean]));
}

/** The names of a span and of what it is part of, outermost first; `?` where its parent has not arrived. */
export function pathOf(collector: TraceCollector, span: ArrivedSpan): readonly string[] {
  if (span.parentSpanId === undefined) return [span.name];
  const parent = collector.spans.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
  return [...(parent === undefined ? ['?'] : pathOf(collector, parent)), span.name];
}
