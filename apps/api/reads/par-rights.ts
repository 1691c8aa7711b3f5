import type { Actor } from '#domain';
import type { Rights } from '../identity/rights.js';
import { forbidden } from '../problems/problem.js';

/** Throws a 403 problem unless the actor scores for this very agency: the bodies above it read what it says of itself and never write it. */
export async function demandOwnParIndex(rights: Rights, actor: Actor, agency: string): Promise<void> {
  if (actor.agency !== agency) {
    throw forbidden('Only the agency itself enters and submits its scores');
  }
  if (!(await rights.mayAt(actor, 'ScoreParIndex', agency))) {
    throw forbidden();
  }
}
