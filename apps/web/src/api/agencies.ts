import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { everyPage } from './every-page.js';
import type { components } from './schema.js';

/** A body of the catalogue. */
export type Agency = components['schemas']['Agency'];

const NONE: readonly Agency[] = [];
/** Agencies change by decisions, days apart. */
const KEPT_MS = 600_000;

/** Every agency; none while they are being read. Its key is its own: one page of the same list, asked for otherwise, is kept elsewhere. */
export function useAgencies(): readonly Agency[] {
  const { data = NONE } = useQuery({ queryKey: ['get', '/api/v1/agencies', 'every page'], queryFn: () => everyPage((query) => call.GET('/api/v1/agencies', { params: { query } })), staleTime: KEPT_MS });
  return data;
}

/** Names of agencies by their codes; a code stands for itself until they are read. */
export function useAgencyName(): (code: string) => string {
  const names = new Map(useAgencies().map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}
