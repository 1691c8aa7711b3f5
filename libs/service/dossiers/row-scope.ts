import { type Actor, type Agency, isWithin, reachOfRole } from '#domain';
import type { RowScope } from '#persistence';
import type { Engine } from '../engine.js';

/** Scopes of people; one dossier is shown to whoever is asked about it. */
export type ScopeOfPerson = Exclude<RowScope, { readonly reach: 'dossier' }>;

/** The rows somebody may see at most: what the table of rights says of them narrows this down further. Nothing for a role that reaches nothing. */
export function rowScopeOf(actor: Actor, agencies: ReadonlyMap<string, Agency>): ScopeOfPerson {
  const reach = reachOfRole(actor.role);
  const province = agencies.get(actor.agency)?.province;
  if (reach === 'none' || province === undefined) {
    return { reach: 'agencies', agencies: [] };
  }
  if (reach === 'province' || actor.agency === province) {
    return { reach: 'province', province, agencies: [...agencies.values()].filter((agency) => agency.province === province).map(({ code }) => code) };
  }
  return { reach: 'agencies', agencies: reach === 'own' ? [actor.agency] : [...agencies.keys()].filter((code) => isWithin(code, actor.agency, agencies)) };
}

/** The engine as it is seen by whoever is shown one dossier and nothing else. */
export function seeingOne(engine: Engine, dossierId: string): Engine {
  return { ...engine, database: engine.database.within({ reach: 'dossier', dossiers: [dossierId] }) };
}
