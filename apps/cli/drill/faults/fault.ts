import type { Random } from '../../simulation/random.js';
import type { Stack } from '../stack.js';

/** Something that is not as it must be. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly what: string;
}

/** Looks whether what a fault promised is so, once everything accepted and due before is settled. */
export type Afterwards = () => Promise<readonly Finding[]>;

/** One thing that goes wrong. */
export interface Fault {
  /** Its line of the table. */
  readonly name: string;
  /** Processes it kills. */
  readonly kills: number;
  /**
   * Inflicts it and resolves when the world is whole again.
   * @param promise told what it promises beside what holds after every fault
   * @throws NotPossibleError where this machine has no way to
   */
  readonly inflict: (stack: Stack, random: Random, promise: (afterwards: Afterwards) => void) => Promise<void>;
}
