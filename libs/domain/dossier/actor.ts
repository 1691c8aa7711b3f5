/** Roles of people, of the portal's service account, and of the engine itself. */
export const ROLES = ['clerk', 'officer', 'head', 'signatory', 'manager', 'admin', 'auditor', 'citizen', 'portal', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. `subject` is an identifier, never a name: names stand outside the ledger. */
export interface Actor {
  readonly subject: string;
  readonly role: Role;
  /** Agency code the role is held in; the province's own code for province-wide roles. */
  readonly agency: string;
}

/** The engine acting on its own clock. */
export const SYSTEM_ACTOR: Actor = { subject: 'system', role: 'system', agency: '-' };
