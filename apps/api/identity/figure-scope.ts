import type { Actor } from '#domain';
import type { FigureScope } from '#service/figures';
import { forbidden } from '../problems/problem.js';
import type { Rights } from './rights.js';

/** What a request narrows figures down to. */
export type ScopeRequest = Readonly<Partial<Record<'agency' | 'procedure' | 'field' | 'channel' | 'case' | 'commune' | 'officer', string>>>;

/**
 * Whose figures an actor is told. Who sees the whole province may leave the agency open; everybody else means their own. An officer's
 * figures are his own: nobody looks at somebody else's, whatever the role. Throws a 403 problem.
 */
export async function figureScope(rights: Rights, actor: Actor, { agency: asked, procedure, field, channel, case: chosen, commune, officer }: ScopeRequest): Promise<FigureScope> {
  const whole = await rights.scope(actor, 'ReadFigures', asked);
  const agency = asked ?? ('province' in whole ? undefined : actor.agency);
  if (officer !== undefined && officer !== actor.subject) {
    throw forbidden();
  }
  return {
    province: await rights.provinceOf(actor),
    ...(agency === undefined ? {} : { agency }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(channel === undefined ? {} : { channel }),
    ...(chosen === undefined ? {} : { case: chosen }),
    ...(commune === undefined ? {} : { commune }),
    ...(officer === undefined ? {} : { officer }),
  };
}
