import { reachOf } from '#domain';
import { mayOpenSheet } from '#domain/figures';
import { api } from '../../../api/client.js';
import { type Person, useStaff } from '../../../api/people.js';
import { serverNow, serverToday } from '../../../api/server-time.js';
import { type Me, useMe } from '../../../session/me.js';

/** Absences of one agency on one day: never more. */
const ABSENCES = 200;

/** Who opens sheets, as far as the rule asks. */
type Opener = Pick<Me, 'subject' | 'role'> & { readonly agency: Pick<Me['agency'], 'code'> };
/** Somebody of the directory, as far as the rule asks. */
type Listed = Pick<Person, 'subject' | 'agency' | 'role' | 'superior'>;

/** People of the directory whose evaluation sheets somebody may open as their direct head, by the rule the server decides by. Their order is kept. */
export function officersLedBy<P extends Listed>({ subject, role, agency: { code: agency } }: Opener, people: readonly P[], standsInFor: readonly string[]): readonly P[] {
  const heads = people.filter((person) => person.role === 'head' && person.agency === agency).map((head) => head.subject);
  const own = people.find((person) => person.subject === subject);
  const actor = own === undefined ? {} : { actor: listedAs(own) };
  return people.filter((person) => reachOf(person.role, 'OpenEvaluation') !== 'none' && mayOpenSheet({ subject, role, agency }, person.subject, { ...actor, officer: listedAs(person), heads, standsInFor }) === 'head');
}

/** The officers the signed-in head leads today, and those of a head they stand in for, by name. */
export function useOwnOfficers(): { readonly officers: readonly Person[]; readonly error: unknown } {
  const me = useMe();
  const people = useStaff(me.agency.code);
  const today = serverToday();
  const { data, error } = api.useQuery('get', '/api/v1/absences', { params: { query: { agency: me.agency.code, from: today, to: today, limit: ABSENCES } } });
  const now = serverNow();
  const away = data?.items.filter(({ substitute, cancelledAt, from, until }) => substitute === me.subject && cancelledAt === null && Date.parse(from) <= now && now < Date.parse(until)) ?? [];
  return { officers: officersLedBy(me, people, away.map(({ subject }) => subject)).toSorted((a, b) => a.name.localeCompare(b.name, 'vi')), error };
}

function listedAs({ agency, role, superior }: Listed): { readonly agency: string; readonly role: string; readonly superior?: string } {
  return { agency, role, ...(superior === null ? {} : { superior }) };
}
