import { afterEach, describe, expect, test } from 'vitest';
import { annotate, inSpan, inTopSpan } from '#tracing';
import { startTraceCollector, type TraceCollector } from '../../test/support/trace-collector.js';
import { startTracing } from './start-tracing.js';
import type { Tracing } from './tracing.js';

const QUEUE = 4_096;
const BATCH = 512;

describe('a process that traces', () => {
  let tracing: Tracing | undefined;
  afterEach(() => tracing?.close());

  /** Each test has a collector of its own: what one left unsent may still be under way when the next begins. */
  async function begin(how: TraceCollector['mode'] | 'is not there' = 'takes'): Promise<{ readonly collector: TraceCollector; readonly said: readonly string[]; readonly end: () => Promise<void> }> {
    const collector = await startTraceCollector();
    const said: string[] = [];
    if (how !== 'is not there') collector.mode = how;
    const begun = await startTracing({ endpoint: how === 'is not there' ? 'http://127.0.0.1:1' : collector.url, service: 'test', say: (line) => said.push(line) });
    tracing = begun;
    return { collector, said, end: () => begun.close() };
  }

  test('sends what is left when it closes, each span within the one it was made in', async () => {
    const { collector, end } = await begin();
    await inTopSpan('outer', { 'dunghan.items': 2 }, () => inSpan('inner', {}, async () => { annotate({ 'dunghan.kind': 'x' }); }));
    await end();
    const [inner, outer] = collector.spans;
    expect([outer, inner]).toMatchObject([{ name: 'outer', service: 'test', attributes: { 'dunghan.items': 2 }, parentSpanId: undefined }, { name: 'inner', attributes: { 'dunghan.kind': 'x' } }]);
    expect(inner?.parentSpanId).toBe(outer?.spanId);
    expect(collector.faults).toEqual([]);
  });

  test('makes no trace of what is only ever a part of one', async () => {
    const { collector, end } = await begin();
    expect(await inSpan('alone', {}, async () => 7)).toBe(7);
    await end();
    expect(collector.spans).toEqual([]);
  });

  test('tells of a failure that it was one and of what kind, never its message', async () => {
    const { collector, end } = await begin();
    await expect(inTopSpan('failing', {}, async () => { throw new RangeError('Nguyễn Văn A, 0900000001'); })).rejects.toThrow('Nguyễn Văn A');
    await end();
    expect(collector.spans[0]?.attributes).toEqual({ 'error.type': 'RangeError' });
    expect(collector.bodies.join('')).not.toMatch(/Nguyễn|0900000001/u);
  });

  test.each(['refuses', 'hangs', 'is not there'] as const)('does all of its work and ends while the collector %s, and says once that traces are lost', async (how) => {
    const { said, end } = await begin(how);
    let done = 0;
    for (let each = 0; each < 3 * QUEUE; each += 1) await inTopSpan('work', {}, async () => { done += 1; });
    expect(done).toBe(3 * QUEUE);
    await end();
    expect(said).toEqual(['The collector takes no traces: they are dropped until it does']);
  });

  test('keeps no more spans than its queue holds, and the batch under way, while nobody takes them', async () => {
    const { collector, end } = await begin();
    // In one turn of the event loop, so that nothing can be sent meanwhile.
    await Promise.all(Array.from({ length: 3 * QUEUE }, () => inTopSpan('work', {}, () => Promise.resolve())));
    await end();
    expect(collector.spans).toHaveLength(QUEUE + BATCH);
  });
});

test('a process without a collector traces nothing, and hands nothing to Temporal but a place for spans of runs traced before', async () => {
  const tracing = await startTracing({ endpoint: undefined, service: 'test', say: () => undefined });
  expect(tracing.client).toEqual([]);
  expect(tracing.worker).toEqual({ interceptors: {}, sinks: { exporter: { export: { fn: expect.any(Function) as unknown } } } });
  expect(await inTopSpan('work', {}, async () => 7)).toBe(7);
});
