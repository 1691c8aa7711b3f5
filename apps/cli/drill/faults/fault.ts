import type { Random } from '../../simulation/random.js';
import type { Stack } from '../stack.js';

/** One thing that goes wrong. */
export interface Fault {
  /** Its line of the table. */
  readonly name: string;
  /** Processes it kills. */
  readonly kills: number;
  /**
   * Inflicts it and resolves when the world is whole again.
   * @throws NotPossibleError where this machine has no way to
   */
  readonly inflict: (stack: Stack, random: Random) => Promise<void>;
}
