import type { Random } from '../../simulation/random.js';
import type { Finding } from '../finding.js';
import type { Stack } from '../stack.js';

/** Looks whether what a fault promised is so, once everything accepted and due before is settled. */
export type Afterwards = () => Promise<readonly Finding[]>;

/** What a fault says of its course to whoever has it inflicted. */
export interface Course {
  /** Whatever was done until now only prepared the fault, and nothing was wrong yet. Unsaid, it strikes at once. */
  readonly strikes: () => void;
  /** It promises something beside what holds after every fault. */
  readonly promises: (afterwards: Afterwards) => void;
}

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
  readonly inflict: (stack: Stack, random: Random, course: Course) => Promise<void>;
}
