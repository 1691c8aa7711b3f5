import { canonicalJson, type ResultDelivery } from '#domain';

/** Stands in a closed line for people whose data was erased before. */
export const ERASED = 'erased';

/** What a line states without personal data: the content a closing hashes. Instants are epoch milliseconds. */
export interface LineFacts {
  readonly number: number;
  readonly volume: number;
  readonly page: number;
  readonly code: string;
  readonly procedure: { readonly code: string; readonly version: number };
  readonly agency: string;
  readonly receivedAt: number;
  readonly firstAppointment?: number;
  readonly appointment?: number;
  readonly returnedAt?: number;
  readonly status: string;
  readonly delivery: ResultDelivery;
  /** Commitment to the record of the people named, as the ledger holds it, or `ERASED`; absent where no hash is asked for. */
  readonly people?: string;
}

/** The text of a line that is hashed and stored at closing. */
export function lineText(facts: LineFacts): string {
  return canonicalJson(facts);
}

/** The facts a stored text states. Throws when it is no JSON: the row is damaged. */
export function factsOf(text: string): LineFacts {
  return JSON.parse(text) as LineFacts;
}
