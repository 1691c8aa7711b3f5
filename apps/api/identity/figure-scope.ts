import { type Actor, reachOf } from '#domain';
import type { FigureScope } from '#service';
import { forbidden } from '../problems/problem.js';
import type { Rights } from './rights.js';

/** What a request narrows figures down to. */
export type ScopeRequest = Readonly<Partial<Record<'agency' | 'procedure' | 'field' | 'channel' | 'officer', string>>>;

/**
 * Whose figures an actor is told. Who sees the whole province may leave the agency open; everybody else means their own. Nobody looks
 * at a colleague's figures. Throws a 403 problem.
 */
export async function figureScope(rights: Rights, actor: Actor, { agency: asked, procedure, field, channel, officer }: ScopeRequest): Promise<FigureScope> {
  const whole = await rights.scope(actor, 'ReadFigures', asked);
  const agency = asked ?? ('province' in whole ? undefined : actor.agency);
  const isOwn = officer === undefined || officer === actor.subject;
  if (!isOwn && reachOf(actor.role, 'ReadFigures') === 'own') {
    throw forbidden();
  }
  return {
    province: await rights.provinceOf(actor),
    ...(agency === undefined ? {} : { agency }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(channel === undefined ? {} : { channel }),
    ...(officer === undefined ? {} : { officer }),
  };
}
