import type { Actor } from '#domain';
import type { Engine } from '#service';
import { type FigureScope, findUnknownCode } from '#service/figures';
import { forbidden } from '../problems/problem.js';
import { unknownCode } from '../problems/unknown-code.js';
import { figureAgency } from './figure-agency.js';
import type { Rights } from './rights.js';

/** What a request narrows figures down to. */
export type ScopeRequest = Readonly<Partial<Record<'agency' | 'procedure' | 'field' | 'channel' | 'case' | 'commune' | 'officer', string>>>;

/**
 * Whose figures an actor is told. Who sees the whole province may leave the agency open; everybody else means their own. An officer's
 * figures are his own: nobody looks at somebody else's, whatever the role. Throws a 403 problem, a 404 problem for an agency out of
 * reach, and a 422 problem for a code nothing has.
 */
export async function figureScope(engine: Engine, rights: Rights, actor: Actor, request: ScopeRequest): Promise<FigureScope> {
  const { agency: asked, officer, procedure, field, channel, case: chosen, commune } = request;
  const agency = await figureAgency(engine, rights, actor, asked);
  if (officer !== undefined && officer !== actor.subject) {
    throw forbidden(`An officer's figures are told to nobody else: name yourself (${actor.subject}), or leave officer out`);
  }
  const province = await rights.provinceOf(actor);
  await demandKnown(engine, province, request);
  return {
    province,
    ...(agency === undefined ? {} : { agency }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(channel === undefined ? {} : { channel }),
    ...(chosen === undefined ? {} : { case: chosen }),
    ...(commune === undefined ? {} : { commune }),
    ...(officer === undefined ? {} : { officer }),
  };
}

/** Throws a 422 problem for the first code nothing has. */
async function demandKnown(engine: Engine, province: string, { procedure, field, case: chosen, commune }: ScopeRequest): Promise<void> {
  const agencies = await engine.rules.agencies(engine.database.read);
  if (commune !== undefined && !agencies.has(commune)) {
    throw unknownCode('commune', commune, [...agencies.keys()]);
  }
  const unknown = await findUnknownCode(engine.database.read, province, {
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(chosen === undefined ? {} : { case: chosen }),
  });
  if (unknown !== undefined) {
    throw unknownCode(unknown.of, unknown.code, unknown.known);
  }
}
