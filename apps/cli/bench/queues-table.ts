import { quantile } from './load.js';

/** How long a request took, in milliseconds. */
export interface AskedQueue {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const [MEDIAN, SLOWEST_TWENTIETH] = [0.5, 0.95] as const;
const WIDTH = 46;

/** Asks again and again, one after the other; the first times are not counted. */
export async function measureRequest(name: string, calls: number, warmUp: number, ask: () => Promise<unknown>): Promise<AskedQueue> {
  for (let call = 0; call < warmUp; call += 1) await ask();
  const took: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  return { name, p50: quantile(took, MEDIAN), p95: quantile(took, SLOWEST_TWENTIETH), max: took.at(-1) ?? 0 };
}

/** The requests whose slowest twentieth took longer than the limit: by what the bench fails, and what its last line says. */
export function slowOf(asked: readonly AskedQueue[], limit: number): readonly string[] {
  return asked.filter(({ p95 }) => p95 > limit).map(({ name }) => name);
}

/** A line a request, each beside the plain statement of the same run, and which were slower than the limit. */
export function queueTable(plain: AskedQueue, asked: readonly AskedQueue[], limit: number): string {
  const line = ({ name, p50, p95, max }: AskedQueue): string => `${name.padEnd(WIDTH)} ${[p50, p95, max].map((ms) => ms.toFixed(1).padStart(8)).join(' ')} ${`${(p50 / plain.p50).toFixed(1)} ×`.padStart(10)}`;
  const slow = slowOf(asked, limit);
  return `${[
    `${'request'.padEnd(WIDTH)}   p50 ms   p95 ms   max ms   of plain`,
    ...[plain, ...asked].map(line),
    '',
    slow.length === 0 ? `none of ${String(asked.length)} requests took longer than ${String(limit)} ms in its slowest twentieth` : `longer than ${String(limit)} ms in their slowest twentieth: ${slow.join('; ')}`,
  ].join('\n')}\n`;
}
