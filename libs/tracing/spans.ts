import { type Span, SpanStatusCode, trace } from '@opentelemetry/api';

/**
 * What a span says beside its name: ids, kinds and counts, under names that begin with `dunghan.`. What was given in by people
 * (names, numbers, texts, dossier codes) has no place here; it would leave the house.
 */
export type SpanFacts = Readonly<Record<`dunghan.${string}`, string | number | boolean>>;

const TRACER = 'dunghan';

/** Does `work` as a named part of the trace under way; where none is, as in a process that traces nothing, it is just done. */
export async function inSpan<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  return trace.getActiveSpan() === undefined ? work() : inTopSpan(name, facts, work);
}

/** As `inSpan`, but begins a trace of its own where none is under way: for what nobody asked for, such as a pass of the relay. */
export async function inTopSpan<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes: facts }, (span) => ended(span, work));
}

/** Adds to the innermost span under way what is known only in its course. */
export function annotate(facts: SpanFacts): void {
  trace.getActiveSpan()?.setAttributes(facts);
}

async function ended<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Its kind alone: a message may quote what it was given.
    span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', error instanceof Error ? error.name : typeof error);
    throw error;
  } finally {
    span.end();
  }
}
