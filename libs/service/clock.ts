import { instant, type Instant } from '#domain';

/** The process edge's source of time. Everything behind the edges receives instants as arguments. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) };
