import { api } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import type { Dossier } from '../types.js';

/** A paper a procedure names. */
type Paper = components['schemas']['Procedure']['cases'][number]['components'][number];

const NONE: readonly Paper[] = [];

/** Papers of a dossier's case, by the version of the procedure it was taken in under; none while they are being read. */
export function useProcedurePapers({ code, version, caseCode }: Dossier['procedure']): readonly Paper[] {
  const { data } = api.useQuery('get', '/api/v1/procedures/{code}/versions/{version}', { params: { path: { code, version } } }, { staleTime: Infinity });
  return data?.procedure.cases.find((each) => each.code === caseCode)?.components ?? NONE;
}
