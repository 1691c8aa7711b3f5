import { defaultPayloadConverter, type Headers, proxySinks, type Sinks, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';
import { SHORT_TRACE_HEADER, TRACE_HEADER } from './names.js';

const TRACE = /^([0-9a-f]{32})([0-9a-f]{16})([0-9a-f]{2})$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

/** A span as the SDK's worker takes it out of the sandbox. */
interface FinishedSpan {
  readonly name: string;
  readonly kind: number;
  readonly spanContext: { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };
  readonly parentSpanId: string;
  readonly startTime: [number, number];
  readonly endTime: [number, number];
  readonly duration: [number, number];
  readonly status: { readonly code: number };
  readonly attributes: Readonly<Record<string, string>>;
  readonly links: readonly [];
  readonly events: readonly [];
  readonly ended: true;
  readonly droppedAttributesCount: 0;
  readonly droppedEventsCount: 0;
  readonly droppedLinksCount: 0;
  readonly instrumentationLibrary: { readonly name: string };
}

interface TracingSinks extends Sinks {
  readonly exporter: { export(spans: readonly FinishedSpan[]): void };
}

/** A span under way in a workflow. */
interface OpenSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentId: string;
  readonly spanId: string;
  readonly flags: string;
  readonly began: number;
}

/**
 * Carries traces through a run: the start, each update and each nudge bring theirs, and the next activity belongs to the
 * first that came. A run nobody traces meets nothing of this, and a traced one does the same in the same order: nothing here
 * is awaited, takes of the run's random numbers or marks its history, so tracing may be switched on and off under running
 * dossiers. The SDK's own interceptors of workflows do all three, and would put what a dossier does for weeks into the trace
 * of its intake.
 */
export function interceptors(): WorkflowInterceptors {
  /** What the next activity belongs to, and what the last one belonged to. */
  let [next, last]: (OpenSpan | undefined)[] = [];
  const take = (isFirstTry: boolean): OpenSpan | undefined => {
    if (next !== undefined || isFirstTry) [next, last] = [undefined, next];
    return last;
  };
  return {
    inbound: [
      {
        execute(input, proceed) {
          const { workflowType, runId } = workflowInfo();
          const span = open(`RunWorkflow:${workflowType}`, input.headers, runId);
          // No activity of weeks later waits for the run's end to have a parent: it belongs to whoever started the run.
          next = span === undefined ? undefined : { ...span, spanId: span.parentId };
          return closing(span, proceed(input));
        },
        handleUpdate(input, proceed) {
          const span = open(`HandleUpdate:${input.name}`, input.headers, input.updateId);
          next ??= span;
          return closing(span, proceed(input));
        },
        handleSignal(input, proceed) {
          next ??= open('', input.headers, '');
          return proceed(input);
        },
      },
    ],
    outbound: [
      {
        scheduleLocalActivity: (input, proceed) => proceed({ ...input, headers: { ...input.headers, ...headersOf(take(true)) } }),
        scheduleActivity: (input, proceed) => proceed({ ...input, headers: { ...input.headers, ...headersOf(take(false)) } }),
      },
    ],
  };
}

/** @param uuid names what is done; its last half, which is random, is the span's id, the same whenever the run is replayed */
function open(name: string, headers: Headers, uuid: string): OpenSpan | undefined {
  const bytes = headers[SHORT_TRACE_HEADER]?.data ?? [];
  const [, traceId, parentId, flags] = TRACE.exec(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')) ?? [];
  if (traceId === undefined || parentId === undefined || flags === undefined) return undefined;
  const id = uuid.replaceAll('-', '').slice(-parentId.length);
  return { name, traceId, parentId, spanId: SPAN_ID.test(id) ? id : parentId, flags, began: Date.now() };
}

/** Lets a span end with what it stands for, which is handed on as it is. */
function closing<T>(span: OpenSpan | undefined, done: Promise<T>): Promise<T> {
  if (span === undefined || span.spanId === span.parentId) return done;
  const close = (): void => {
    finish(span);
  };
  done.then(close, close);
  return done;
}

function finish({ name, traceId, parentId, spanId, flags, began }: OpenSpan): void {
  const ended = Date.now();
  proxySinks<TracingSinks>().exporter.export([
    {
      name,
      kind: 0,
      spanContext: { traceId, spanId, traceFlags: Number.parseInt(flags, 16) },
      parentSpanId: parentId,
      startTime: timeOf(began),
      endTime: timeOf(ended),
      duration: timeOf(ended - began),
      status: { code: 0 },
      attributes: {},
      links: [],
      events: [],
      ended: true,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
      instrumentationLibrary: { name: 'dunghan-workflow' },
    },
  ]);
}

/** Seconds and nanoseconds, as spans tell time. */
function timeOf(ms: number): [number, number] {
  return [Math.floor(ms / 1_000), (ms % 1_000) * 1_000_000];
}

function headersOf(span: OpenSpan | undefined): Headers {
  return span === undefined ? {} : { [TRACE_HEADER]: defaultPayloadConverter.toPayload({ traceparent: `00-${span.traceId}-${span.spanId}-${span.flags}` }) };
}
