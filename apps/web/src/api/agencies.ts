import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { everyPage } from './every-page.js';
import type { components } from './schema.js';

/** A body of the catalogue. */
export type Agency = components['schemas']['Agency'];

const NONE: readonly Agency[] = [];
/** Agencies change by decisions, days apart. */
const KEPT_MS = 600_000;

/** Stands for every agency where agencies are named. */
export const EVERY_AGENCY = '*';

/** Agencies to choose from, each by its name with its code. */
export function agencyOptions(agencies: readonly Agency[]): { readonly value: string; readonly label: string }[] {
  return agencies.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
}

/** Every agency by code, none while they are being read; and the name of each, for which its code stands until then. */
export function useAgencies(): { readonly agencies: readonly Agency[]; readonly nameOf: (code: string) => string; readonly error: unknown } {
  // A key of its own: one page of the same list, asked for otherwise, is kept elsewhere.
  const { data = NONE, error } = useQuery({ queryKey: ['get', '/api/v1/agencies', 'every page'], queryFn: () => everyPage((query) => call.GET('/api/v1/agencies', { params: { query } })), staleTime: KEPT_MS });
  const names = new Map(data.map(({ code, name }) => [code, name]));
  return { agencies: data, nameOf: (code) => names.get(code) ?? code, error };
}
