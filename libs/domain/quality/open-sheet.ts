import type { Actor } from '../dossier/actor.js';
import { reachOf } from '../dossier/permissions.js';

/** Somebody as the directory of staff has them today. */
export interface Listed {
  readonly agency: string;
  readonly role: string;
}

/** Why somebody may open an evaluation sheet: it is their own, or they are the direct head. */
export type SheetOpener = 'self' | 'head';

/**
 * Who opens the evaluation sheet of an officer: they themselves, and the head of the very agency they work in, both as the directory says and not
 * only as the token does. Nobody else, whatever their reach: neither the head of the body above nor who administers the province.
 */
export function mayOpenSheet(actor: Actor, officer: string, directory: { readonly actor?: Listed; readonly officer?: Listed }): SheetOpener | undefined {
  if (reachOf(actor.role, 'OpenEvaluation') === 'none') {
    return undefined;
  }
  if (actor.subject === officer) {
    return 'self';
  }
  const [own, theirs] = [directory.actor, directory.officer];
  const isHead = actor.role === 'head' && own?.role === 'head' && own.agency === actor.agency;
  return isHead && theirs?.agency === own.agency ? 'head' : undefined;
}
