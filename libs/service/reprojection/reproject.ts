import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import type { Pass } from './pass-state.js';
import { STEP_SIZE, takePassStep } from './pass-step.js';

/** How a reprojection runs. */
export interface ReprojectOptions {
  /** Dossiers a transaction takes; 1,000 unless told. */
  readonly stepSize?: number;
  /** Told how far it is after every step. */
  readonly onStep?: (pass: Pass) => void;
}

const REST_MS = 200;

/**
 * Brings every row and figure to what this program derives from the ledger, beside live work, and returns what differed. Goes on where an
 * earlier one was stopped; one that finds nothing to rewrite changes nothing.
 * @throws as `takePassStep`
 */
export async function reproject({ database }: Pick<Engine, 'database'>, clock: Clock, { stepSize = STEP_SIZE, onStep }: ReprojectOptions = {}): Promise<Pass> {
  for (;;) {
    const step = await takePassStep({ database }, 'repair', clock.now(), stepSize);
    if (step.kind === 'busy') {
      await delay(REST_MS);
      continue;
    }
    onStep?.(step.pass);
    if (step.kind === 'ended') {
      return step.pass;
    }
  }
}
