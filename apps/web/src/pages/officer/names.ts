import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.js';
import { everyPage } from '../../api/every-page.js';
import type { components } from '../../api/schema.js';
import { serverNow } from '../../api/server-time.js';

type Person = components['schemas']['StaffMember'];

const RARELY = 10 * 60_000;
const NOBODY: readonly Person[] = [];
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit' });

/** Everybody of an agency, or of all agencies the person sees, with those who have left: the history names them. */
function useEverybody(agency?: string): readonly Person[] {
  const { data = NOBODY } = useQuery({
    queryKey: ['get', '/api/v1/staff', 'every page', agency ?? ''],
    queryFn: () => everyPage((query) => call.GET('/api/v1/staff', { params: { query: { ...query, ...(agency === undefined ? {} : { agency }) } } })),
    staleTime: RARELY,
  });
  return data;
}

/** People of an agency, or of all agencies the person sees, who are there today: the last day of somebody is one of theirs. */
export function useStaff(agency?: string): readonly Person[] {
  const today = DAY.format(serverNow());
  return useEverybody(agency).filter(({ activeFrom, activeUntil }) => activeFrom <= today && (activeUntil === null || activeUntil >= today));
}

/** Names of people by the identifiers they sign in with. */
export function usePersonName(): (subject: string) => string {
  const names = new Map(useEverybody().map(({ subject, name }) => [subject, name]));
  return (subject) => names.get(subject) ?? subject;
}
