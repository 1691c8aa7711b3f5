import type { Tracing } from '../dispatch/tracing.js';

/** What a process that ends over an error does it with. */
export interface LastWords {
  readonly say: (line: string) => void;
  /** Sends what traces are left, within seconds; whether it could or not, the process ends. */
  readonly tracing: Pick<Tracing, 'close'>;
  readonly exit: (code: number) => void;
}

/**
 * Ends a process whose worker broke or did not start, with code 1: what it holds it may never give back, and whoever keeps the process starts another only when it has
 * ended. Its traces leave before, for they tell what it was at.
 */
export async function endBroken(error: unknown, { say, tracing, exit }: LastWords): Promise<void> {
  say(`The worker broke: ${error instanceof Error ? error.message : String(error)}`);
  await tracing.close().catch(() => undefined);
  exit(1);
}
