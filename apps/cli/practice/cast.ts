import { type Actor, type Agency, formatLocalDate, type Instant, localDateOf, type Role } from '#domain';
import type { StaffMember } from '#service';
import { PROVINCE } from '../simulation/people.js';
import type { Random } from '../simulation/random.js';
import { inventedName } from './invented-people.js';

/** Where a dossier is at work. */
export interface Place {
  readonly receiving: string;
  /** Who has its stage; the competent agency when nobody has. */
  readonly holding: string;
}

const OFFICERS = 3;
/** One dossier in so many is given to the officer who signs in as the province's own. */
const OWN_SHARE = 9;
const POSITIONS = { clerk: 'Cán bộ tiếp nhận', officer: 'Người thụ lý', head: 'Lãnh đạo phòng', manager: 'Lãnh đạo theo dõi', signatory: 'Người ký' } as const satisfies Partial<Record<Role, string>>;
type Cast = keyof typeof POSITIONS;

/**
 * Who works in every agency of the province: the people who may sign in keep the account they sign in with, so that what they
 * find there is theirs; the others have invented names.
 */
export function practiceStaff(agencies: ReadonlyMap<string, Agency>, from: Instant, random: Random): readonly StaffMember[] {
  const member = (role: Cast, agency: string, number: number): StaffMember => ({
    subject: account(role, agency, number),
    agency,
    role,
    name: inventedName(random),
    position: POSITIONS[role],
    mailWanted: false,
    activeFrom: formatLocalDate(localDateOf(from)),
  });
  const own = [member('head', PROVINCE, 2), member('manager', PROVINCE, 2)];
  return [
    ...own,
    ...[...agencies.values()].flatMap(({ code }) => [
      member('clerk', code, 1),
      member('head', code, 1),
      ...Array.from({ length: OFFICERS }, (_, index) => member('officer', code, index + 1)),
    ]),
  ];
}

/** The officer who is given a dossier of an agency. */
export function officerOf(agency: string, number: number): string {
  return number % OWN_SHARE === 0 ? account('officer', PROVINCE, 1) : account('officer', agency, 1 + (number % OFFICERS));
}

/** Who of the dossier's own agencies does what the simulation has the province's people do; nobody else signs. */
export function playedBy({ subject, role, agency }: Actor, { receiving, holding }: Place): Actor {
  const at = role === 'clerk' ? receiving : role === 'officer' || role === 'head' ? holding : agency;
  return { subject: at === agency ? subject : account(role, at, 1), role, agency: at };
}

/** Accounts as the sign-in service names them: role and agency; of several the first may sign in. */
function account(role: Role, agency: string, number: number): string {
  return number === 1 ? `${role}@${agency}` : `${role}-${String(number)}@${agency}`;
}
