/** How long calls of one kind took, in milliseconds. */
export interface Spread {
  readonly name: string;
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Makes a call again and again, one after the other, and tells how long each took. */
export async function spreadOf(name: string, calls: number, call: (index: number) => Promise<unknown>): Promise<Spread> {
  const took: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const begun = performance.now();
    await call(index);
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.max(0, Math.ceil(share * took.length) - 1)] ?? 0;
  return { name, calls, p50: at(0.5), p95: at(0.95), max: at(1) };
}
