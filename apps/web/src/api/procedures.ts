import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { everyPage } from './every-page.js';
import type { components } from './schema.js';

/** A procedure as lists show it. */
export type ProcedureSummary = components['schemas']['ProcedureSummary'];

const NONE: readonly ProcedureSummary[] = [];
/** Procedures change by publications, days apart; who publishes one has them read again. */
const KEPT_MS = 600_000;

/** Every procedure in force, none while they are being read; and the name of each, for which its code stands until then. */
export function useProcedures(): { readonly procedures: readonly ProcedureSummary[]; readonly nameOf: (code: string) => string; readonly error: unknown; readonly isPending: boolean } {
  const { data = NONE, error, isPending } = useQuery({ queryKey: ['get', '/api/v1/procedures', 'every page'], queryFn: () => everyPage((query) => call.GET('/api/v1/procedures', { params: { query } })), staleTime: KEPT_MS });
  const names = new Map(data.map(({ code, name }) => [code, name]));
  return { procedures: data, nameOf: (code) => names.get(code) ?? code, error, isPending };
}
