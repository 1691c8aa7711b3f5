import type { Action, Actor } from '#domain';
import type { Engine } from '#service';
import { problem } from '../problems/problem.js';
import { unknownCode } from '../problems/unknown-code.js';
import type { Rights, Scope } from './rights.js';

/**
 * Agencies whose figures, lists or logs an actor is told: the one `asked`, or all within reach. Throws a 422 problem for a code no agency has, a 404
 * problem for an agency beyond the actor's reach, and a 403 problem where the actor has no reach at all.
 */
export async function figureAgencies(engine: Engine, rights: Rights, actor: Actor, asked: string | undefined, action: Action = 'ReadFigures'): Promise<readonly string[]> {
  const reached = await rights.reach(actor, action);
  if (asked === undefined) {
    return reached;
  }
  const agencies = await engine.rules.agencies(engine.database.read);
  if (!agencies.has(asked)) {
    throw unknownCode('agency', asked, [...agencies.keys()]);
  }
  if (!reached.includes(asked)) {
    throw problem('not-found', `The agency ${asked} is not among those you are told of`);
  }
  return [asked];
}

/** The part of the province an actor is told of: the agency `asked`, else the whole of it, or the agencies within reach. Throws as `figureAgencies`. */
export async function toldScope(engine: Engine, rights: Rights, actor: Actor, asked: string | undefined, action: Action): Promise<Scope> {
  await figureAgencies(engine, rights, actor, asked, action);
  return rights.scope(actor, action, asked);
}

/** The agency figures are asked of: the one named, else the whole province for whoever is told of it, else the actor's own. Throws as `figureAgencies`. */
export async function figureAgency(engine: Engine, rights: Rights, actor: Actor, asked: string | undefined): Promise<string | undefined> {
  await figureAgencies(engine, rights, actor, asked);
  return asked ?? ('province' in (await rights.scope(actor, 'ReadFigures')) ? undefined : actor.agency);
}
