import { setTimeout as delay } from 'node:timers/promises';

const WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;

/** Asks again and again until the answer is neither false nor undefined, and returns it; throws after the deadline. */
export async function until<T>(what: string, ask: () => Promise<T | false | undefined>, withinMs = WITHIN_MS): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Waited in vain for this: ${what}`);
    await delay(ASK_EVERY_MS);
  }
}
