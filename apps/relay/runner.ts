import type { Instant } from '#domain';
import type { Clock } from '#service';

/** Work that is done again and again. */
export interface Loop {
  readonly name: string;
  /** Rest between two passes; each rest differs a little, so that processes do not march in step. */
  readonly everyMs: number;
  /** One pass; true when more is waiting and the next pass should follow at once. */
  readonly once: (at: Instant) => Promise<boolean>;
}

/** The edges of a runner: time, chance, rest, and who is told. */
export interface RunnerEdges {
  readonly clock: Clock;
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** Resolves after `ms`, or as soon as `stop` is aborted. */
  readonly rest: (ms: number, stop: AbortSignal) => Promise<void>;
  readonly passed: (loop: string) => void;
  readonly failed: (loop: string, error: unknown) => void;
}

const FIRST_REST_AFTER_FAILURE_MS = 2_000;
const LONGEST_REST_AFTER_FAILURE_MS = 30_000;
const JITTER = 0.2;

/**
 * Runs loops beside each other until `stop` is aborted; resolves when the passes under way are over. A pass that fails is
 * reported and made again after two seconds, four, eight, at most half a minute, however rarely the loop runs otherwise: no
 * loop ever ends.
 */
export async function runLoops(loops: readonly Loop[], edges: RunnerEdges, stop: AbortSignal): Promise<void> {
  await Promise.all(loops.map((loop) => runLoop(loop, edges, stop)));
}

async function runLoop({ name, everyMs, once }: Loop, { clock, random, rest, passed, failed }: RunnerEdges, stop: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    let goesOn = false;
    try {
      goesOn = await once(clock.now());
      failures = 0;
      passed(name);
    } catch (error) {
      failures += 1;
      failed(name, error);
    }
    if (!goesOn) await rest(restAfter(everyMs, failures) * (1 + JITTER * (random() - 0.5)), stop);
  }
}

function restAfter(everyMs: number, failures: number): number {
  return failures === 0 ? everyMs : Math.min(FIRST_REST_AFTER_FAILURE_MS * 2 ** (failures - 1), LONGEST_REST_AFTER_FAILURE_MS);
}
