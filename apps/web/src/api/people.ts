import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { everyPage } from './every-page.js';
import type { components } from './schema.js';
import { serverToday } from './server-time.js';

/** Somebody of an agency. */
export type Person = components['schemas']['StaffMember'];

const RARELY = 10 * 60_000;
const NOBODY: readonly Person[] = [];

/** Everybody of an agency, or of all agencies the person sees, with those who have left: the history names them. */
export function useEverybody(agency?: string): { readonly people: readonly Person[]; readonly nameOf: (subject: string) => string } {
  const { data = NOBODY } = useQuery({
    queryKey: ['get', '/api/v1/staff', 'every page', agency ?? ''],
    queryFn: () => everyPage((query) => call.GET('/api/v1/staff', { params: { query: { ...query, ...(agency === undefined ? {} : { agency }) } } })),
    staleTime: RARELY,
  });
  const names = new Map(data.map(({ subject, name }) => [subject, name]));
  return { people: data, nameOf: (subject) => names.get(subject) ?? subject };
}

/** People of an agency, or of all agencies the person sees, who are there today: the last day of somebody is one of theirs. */
export function useStaff(agency?: string): readonly Person[] {
  const today = serverToday();
  return useEverybody(agency).people.filter(({ activeFrom, activeUntil }) => activeFrom <= today && (activeUntil === null || activeUntil >= today));
}
