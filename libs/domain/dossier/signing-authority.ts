/**
 * By what right somebody signs for an agency (NĐ 30/2020 Art. 13): as its head, for the head as deputy (`KT.`), by the head's
 * order (`TL.`), or by written authorisation (`TUQ.`).
 */
export const SIGNING_CAPACITIES = ['head', 'KT.', 'TL.', 'TUQ.'] as const;
export type SigningCapacityCode = (typeof SIGNING_CAPACITIES)[number];

/** Under which authority something was signed; the names printed under it stand outside the ledger. */
export interface SignedAs {
  /** Identifier of the authority. */
  readonly authority: string;
  readonly capacity: SigningCapacityCode;
}

/** The right of one person to sign for one agency, without the names printed under it. Instants are epoch milliseconds. */
export interface SigningAuthority {
  readonly id: string;
  readonly agency: string;
  readonly subject: string;
  readonly capacity: SigningCapacityCode;
  readonly validFrom: number;
  /** First instant it is over; a head's may have none. */
  readonly validUntil?: number;
  /** When somebody ended it before its time. */
  readonly endedAt?: number;
}

/** True when an authority may be signed under at an instant. */
export function isInForce({ validFrom, validUntil = Infinity, endedAt = Infinity }: Pick<SigningAuthority, 'validFrom' | 'validUntil' | 'endedAt'>, at: number): boolean {
  return validFrom <= at && at < validUntil && at < endedAt;
}

/** The authority a person signs under for an agency at an instant: that of its head before any delegation. */
export function authorityOf(signatories: readonly SigningAuthority[], subject: string, agency: string, at: number): SigningAuthority | undefined {
  const held = signatories.filter((authority) => authority.subject === subject && authority.agency === agency && isInForce(authority, at));
  return held.find(({ capacity }) => capacity === 'head') ?? held[0];
}
