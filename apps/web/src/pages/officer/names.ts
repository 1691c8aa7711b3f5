import { api } from '../../api/client.js';

const MOST = 200;
const RARELY = 10 * 60_000;

/** Names of agencies by their codes; a code stands for itself until they are read. */
export function useAgencyName(): (code: string) => string {
  const { data } = api.useQuery('get', '/api/v1/agencies', { params: { query: { limit: MOST } } }, { staleTime: RARELY });
  const names = new Map(data?.items.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}

/** People of an agency, or of all agencies the person sees, who are there today. */
export function useStaff(agency?: string): readonly { readonly subject: string; readonly name: string; readonly role: string; readonly roleLabel: string; readonly agency: string }[] {
  const { data } = api.useQuery('get', '/api/v1/staff', { params: { query: { limit: MOST, ...(agency === undefined ? {} : { agency }) } } }, { staleTime: RARELY });
  return data?.items.filter(({ activeUntil }) => activeUntil === null) ?? [];
}

/** Names of people by the identifiers they sign in with. */
export function usePersonName(): (subject: string) => string {
  const names = new Map(useStaff().map(({ subject, name }) => [subject, name]));
  return (subject) => names.get(subject) ?? subject;
}
