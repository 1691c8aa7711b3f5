import { setTimeout as delay } from 'node:timers/promises';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Tries to connect until it succeeds, ever more rarely, and says so each time: a process that starts before the servers it
 * needs waits for them instead of dying.
 * @param what the server's name for people
 */
export async function untilConnected<T>(what: string, connect: () => Promise<T>, say: (line: string) => void): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await connect();
    } catch (error) {
      say(`${what} cannot be reached (${error instanceof Error ? error.message : String(error)}); trying again in ${String(wait / 1_000)} s`);
      await delay(wait);
    }
  }
}
