import { api } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import type { Dossier } from '../dossier-types.js';
import type { Paper } from '../intake/intake-draft.js';

/** A procedure as it was published. */
type Procedure = components['schemas']['Procedure'];

const FRESH_MS = 600_000;

/** The procedure a dossier began with, in that version; undefined until it is read. */
export function useProcedureOf({ procedure: { code, version } }: Pick<Dossier, 'procedure'>): { readonly procedure: Procedure | undefined; readonly error: unknown } {
  const { data, error } = api.useQuery('get', '/api/v1/procedures/{code}/versions/{version}', { params: { path: { code, version } } }, { staleTime: FRESH_MS });
  return { procedure: data?.procedure, error };
}

/** Papers the dossier's case asks for; none until they are read, or where they cannot be. */
export function usePapersOf(dossier: Dossier): { readonly papers: readonly Paper[]; readonly error: unknown; readonly isAwaited: boolean } {
  const { procedure, error } = useProcedureOf(dossier);
  return { papers: procedure?.cases.find(({ code }) => code === dossier.procedure.caseCode)?.components ?? [], error, isAwaited: procedure === undefined && (error === null || error === undefined) };
}
