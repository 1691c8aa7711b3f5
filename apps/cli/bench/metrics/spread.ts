import { runLoad } from '../load.js';

/** How long calls of one kind took, in milliseconds. */
export interface Spread {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
}

/** Makes a call again and again, one after the other, and tells how long each took. */
export async function spreadOf(name: string, calls: number, call: (index: number) => Promise<unknown>): Promise<Spread> {
  const { p50Ms, p95Ms } = await runLoad(calls, 1, call);
  return { name, p50: p50Ms, p95: p95Ms };
}
