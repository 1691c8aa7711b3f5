import type { DossierState } from './state.js';
import { isInStock } from './status.js';

/** How a dossier stands against its date: while it is open `in-time` to `late`, or `paused`; at its end early to late; `undated` without a date. */
export const STANDINGS = ['in-time', 'due-soon', 'paused', 'late', 'early', 'on-time', 'undated'] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * How a dossier stands at an instant. What is due before it is late from that instant on, recorded or not; lateness outranks
 * a pause. `undefined` for a dossier nobody judges: not accepted yet, refused at intake, or cancelled.
 */
export function standingOf(state: DossierState, at: number): Standing | undefined {
  const { finish, becameLateAt, pause, dueAt, milestones } = state;
  if (finish !== undefined) {
    return finish.punctuality;
  }
  if (!isInStock(state.status)) {
    return undefined;
  }
  if (becameLateAt !== undefined) {
    return 'late';
  }
  if (pause !== undefined) {
    return 'paused';
  }
  if (dueAt === undefined) {
    return 'undated';
  }
  if (dueAt < at) {
    return 'late';
  }
  return milestones.dueSoonAt !== undefined && milestones.dueSoonAt <= at ? 'due-soon' : 'in-time';
}
