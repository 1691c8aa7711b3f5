import type { Role } from '#domain';

/** Somebody of the demo province who may sign in. */
export type DemoPerson = {
  readonly role: Role;
  /** Agency code the role is held in. */
  readonly agency: string;
  /** The role's Vietnamese title: demo people have no other name. */
  readonly name: string;
};

const TITLES = {
  clerk: 'Cán bộ tiếp nhận',
  officer: 'Người thụ lý',
  head: 'Lãnh đạo phòng',
  signatory: 'Người ký',
  manager: 'Lãnh đạo theo dõi',
  admin: 'Quản trị hệ thống',
  auditor: 'Thanh tra',
} as const satisfies Partial<Record<Role, string>>;
type DemoRole = keyof typeof TITLES;

/**
 * The demo people offered on the sign-in page; the first of a role is the one taken when no agency is named. Those hold
 * their role in the province's own body and so reach every agency of the demonstration; the others show the narrow scopes.
 */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ...(['clerk', 'officer', 'head', 'signatory', 'manager', 'admin', 'auditor'] as const).map((role) => person(role, 'H99')),
  person('clerk', 'H99.02'),
  // Whoever drafted a calendar never publishes it: there are two.
  person('admin', 'H99.02'),
  person('officer', 'H99.05'),
  person('head', 'H99.05'),
  person('signatory', 'H99.05'),
  ...['H99.31', 'H99.32', 'H99.33'].flatMap((commune) =>
    (['clerk', 'officer', 'head', 'signatory'] as const).map((role) => person(role, commune)),
  ),
];

/** The account by which the portal of the demonstration hands filings on; nobody signs in with it on the page. */
const PORTAL_ACCOUNT: DemoPerson = { role: 'portal', agency: 'H99', name: 'Cổng Dịch vụ công' };

/** Roles a demo person can have. */
export const DEMO_ROLES: readonly string[] = Object.keys(TITLES);

/** Codes of bodies of the demo province. */
const DEMO_AGENCY = /^H99(\.\d{2}){0,3}$/;

/** The person of a role, in the role's usual agency or a named one of the demo province; undefined when there can be none. */
export function findDemoPerson(role: string, agency?: string): DemoPerson | undefined {
  const usual = [...DEMO_PEOPLE, PORTAL_ACCOUNT].find((one) => one.role === role);
  if (usual === undefined || agency === undefined) return usual;
  return DEMO_AGENCY.test(agency) ? { ...usual, agency } : undefined;
}

/** The person's account number at the sign-in service: role and agency, as `clerk@H99.02`. */
export function accountOf({ role, agency }: DemoPerson): string {
  return `${role}@${agency}`;
}

/** The person behind an account number; undefined when there is none. */
export function findByAccount(account: string): DemoPerson | undefined {
  const [role = '', agency] = account.split('@');
  return findDemoPerson(role, agency);
}

/** What an access token says of the person beside its subject. */
export function claimsOf({ role, agency, name }: DemoPerson): Record<string, string> {
  return { role, agency, name, province: agency.split('.')[0] ?? agency };
}

function person(role: DemoRole, agency: string): DemoPerson {
  return { role, agency, name: TITLES[role] };
}
