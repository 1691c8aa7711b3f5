import { setTimeout as delay } from 'node:timers/promises';

const REST_MS = 100;
const LONGEST_MS = 180_000;
/** SQLSTATE classes that say nothing about the state of the server: syntax, missing names, data that does not fit. */
const OF_THE_STATEMENT = /^(22|23|42)/u;

/** Asks the database until it answers: whatever is away comes back. Throws its last error when it does not within minutes, and at once what no waiting mends. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + LONGEST_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > deadline || OF_THE_STATEMENT.test(codeOf(error))) throw error;
      await delay(REST_MS);
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
