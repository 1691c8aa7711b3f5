import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { everyPage } from './every-page.js';

type Procedure = components['schemas']['ProcedureSummary'];

const NONE: readonly Procedure[] = [];
const PAGE = 200;

/** Every procedure in force, and the name of each by its code; none while they are being read. */
export function useProcedures(): { readonly procedures: readonly Procedure[]; readonly nameOf: (code: string) => string; readonly error: unknown; readonly isPending: boolean } {
  const { data = NONE, error, isPending } = useQuery({ queryKey: ['get', '/api/v1/procedures', 'all'], queryFn: () => everyPage(readPage) });
  return { procedures: data, nameOf: (code) => data.find((procedure) => procedure.code === code)?.name ?? code, error, isPending };
}

async function readPage(after: string | undefined): Promise<components['schemas']['ProcedurePage']> {
  const { data, error } = await call.GET('/api/v1/procedures', { params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } } });
  if (data === undefined) throw error as unknown as Error;
  return data;
}
