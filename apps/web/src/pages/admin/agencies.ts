import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { everyPage } from './every-page.js';

/** A body of the catalogue. */
export type Agency = components['schemas']['Agency'];

const NONE: readonly Agency[] = [];
const PAGE = 200;

/** Every agency of the catalogue, by code; none while they are being read. */
export function useAgencies(): { readonly agencies: readonly Agency[]; readonly nameOf: (code: string) => string; readonly error: unknown } {
  const { data = NONE, error } = useQuery({ queryKey: ['get', '/api/v1/agencies', 'all'], queryFn: () => everyPage(readPage), staleTime: 60_000 });
  return { agencies: data, nameOf: (code) => data.find((agency) => agency.code === code)?.name ?? code, error };
}

async function readPage(after: string | undefined): Promise<components['schemas']['AgencyPage']> {
  const { data, error } = await call.GET('/api/v1/agencies', { params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } } });
  if (data === undefined) throw error as unknown as Error;
  return data;
}
