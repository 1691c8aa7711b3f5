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
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { name, p50: at(MEDIAN), p95: at(SLOWEST_TWENTIETH), max: took.at(-1) ?? 0 };
}

/** A line a request, each beside the plain statement of the same run, and how many were slower than the limit. */
export function queueTable(plain: AskedQueue, asked: readonly AskedQueue[], limit: number): string {
  const line = ({ name, p50, p95, max }: AskedQueue): string => `${name.padEnd(WIDTH)} ${[p50, p95, max].map((ms) => ms.toFixed(1).padStart(8)).join(' ')} ${`${(p50 / plain.p50).toFixed(1)} ×`.padStart(10)}`;
  const slow = asked.filter(({ max }) => max > limit).map(({ name }) => name);
  return `${[
    `${'request'.padEnd(WIDTH)}   p50 ms   p95 ms   max ms   of plain`,
    ...[plain, ...asked].map(line),
    '',
    slow.length === 0 ? `none of ${String(asked.length)} requests took longer than ${String(limit)} ms at its slowest` : `longer than ${String(limit)} ms at their slowest: ${slow.join('; ')}`,
  ].join('\n')}\n`;
}
