import { MEMBERS } from '../stack.js';
import { clockJump } from './clock-jump.js';
import { codeChange } from './code-change.js';
import type { Fault } from './fault.js';
import { fullDisk } from './full-disk.js';
import { poisonedCommand } from './poisoned-command.js';
import { restoredInstant } from './restored-instant.js';
import { stopped } from './stopped.js';
import { temporalLost } from './temporal-lost.js';
import { halfDeadWaysOut, refusingWaysOut, silentWaysOut, slowWaysOut } from './ways-out.js';

export type { Afterwards, Fault } from './fault.js';
export { killed } from './killed.js';

/** Faults that may come any number of times, beside kills. */
export const REPEATABLE: readonly Fault[] = [
  ...MEMBERS.map(stopped),
  fullDisk,
  slowWaysOut,
  refusingWaysOut,
  silentWaysOut,
  halfDeadWaysOut,
  clockJump('worker', 1),
  clockJump('worker', -1),
  clockJump('relay', 1),
  clockJump('relay', -1),
  poisonedCommand,
  temporalLost,
  restoredInstant,
];

/** Faults that come once: there is no way back from them. */
export const ONCE: readonly Fault[] = [codeChange];
