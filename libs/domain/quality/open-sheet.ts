import type { Actor } from '../dossier/actor.js';
import { reachOf } from '../dossier/permissions.js';

/** Somebody as the directory of staff has them today. */
export interface Listed {
  readonly agency: string;
  readonly role: string;
  /** Who leads them, by the identifier that person signs in with; absent where the directory does not say. */
  readonly superior?: string;
}

/** What the directory and the absences say of who opens whose sheet today. */
export interface SheetDirectory {
  readonly actor?: Listed;
  readonly officer?: Listed;
  /** The heads of the officer's agency, two of them being enough to know that there is more than one. */
  readonly heads: readonly string[];
  /** Those in whose absence the actor is the recorded substitute. */
  readonly standsInFor: readonly string[];
}

/** Why somebody may open an evaluation sheet: it is their own, or they are the direct head. */
export type SheetOpener = 'self' | 'head';

/**
 * Who opens the evaluation sheet of an officer: they themselves, and their direct head in the very agency they work in, both as the directory says
 * and not only as the token does. The direct head is the superior the directory names, else the only head of the agency: of two heads neither
 * opens the sheets of the other's officers, nor of the other. In the direct head's recorded absence a substitute who is a head opens them.
 * Nobody else, whatever their reach: neither the head of the body above nor who administers the province.
 */
export function mayOpenSheet(actor: Actor, officer: string, directory: SheetDirectory): SheetOpener | undefined {
  if (reachOf(actor.role, 'OpenEvaluation') === 'none') {
    return undefined;
  }
  if (actor.subject === officer) {
    return 'self';
  }
  const [own, theirs] = [directory.actor, directory.officer];
  const isHead = actor.role === 'head' && own?.role === 'head' && own.agency === actor.agency;
  if (!isHead || theirs?.agency !== own.agency) {
    return undefined;
  }
  const direct = theirs.superior ?? (theirs.role === 'head' || directory.heads.length > 1 ? undefined : directory.heads[0]);
  return direct !== undefined && (direct === actor.subject || directory.standsInFor.includes(direct)) ? 'head' : undefined;
}
