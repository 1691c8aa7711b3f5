/** An invented citizen who may sign in on the public pages. */
export interface DemoCitizen {
  /** A number no office gives: identity numbers begin with the code of a province, and there is no 000. */
  readonly identityNumber: string;
  readonly name: string;
}

/** The citizens offered on the sign-in page: a dossier taken in with one of these numbers opens its letters to its owner. */
export const DEMO_CITIZENS: readonly DemoCitizen[] = [
  { identityNumber: '000190000001', name: 'Người dân thứ nhất' },
  { identityNumber: '000190000002', name: 'Người dân thứ hai' },
];

const PREFIX = 'citizen:';

/** The claim of their access tokens that holds the identity number. */
export const IDENTITY_CLAIM = 'identity_number';

/** A citizen's account at the sign-in service. */
export function citizenAccount({ identityNumber }: DemoCitizen): string {
  return `${PREFIX}${identityNumber}`;
}

/** The citizen behind an account; undefined when there is none. */
export function findCitizen(account: string): DemoCitizen | undefined {
  return DEMO_CITIZENS.find((citizen) => citizenAccount(citizen) === account);
}

/** What an access token says of a citizen beside its subject. */
export function citizenClaims({ identityNumber, name }: DemoCitizen): Record<string, string> {
  return { [IDENTITY_CLAIM]: identityNumber, name };
}
