import { type DossierEvent, foldDossier, isInForce, type SignedAs, type SigningAuthority } from '#domain';
import { type LedgerFault, nameOfEvent } from './fault.js';
import type { StoredDossier } from './read-dossiers.js';

/**
 * The first signature that nobody had the authority for, or the first letter signed under authority that is not what the ledger
 * says was issued. Signatures older than the keeping of authorities name none and are taken as they are; a letter whose file was
 * erased still has its hash.
 */
export function findLetterFault(dossier: StoredDossier, events: readonly DossierEvent[], signatories: ReadonlyMap<string, SigningAuthority>): LedgerFault | undefined {
  for (const event of events) {
    const fault = event.type === 'LetterIssued' ? letterFault(dossier, event) : authorityFault(dossier, events, event, signatories);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}

function letterFault({ id, code, letters }: StoredDossier, event: Extract<DossierEvent, { type: 'LetterIssued' }>): LedgerFault | undefined {
  const { letter, sha256 } = event.payload;
  const held = letters.get(letter);
  if (held === sha256) {
    return undefined;
  }
  const but = held === undefined ? 'no such letter is stored' : `the stored one has ${held}`;
  return { kind: 'letter', dossierId: id, code, seq: event.seq, detail: `${nameOfEvent(event.seq, event)} recorded the signed letter ${letter} under the hash ${sha256}, but ${but}` };
}

function authorityFault({ id, code }: StoredDossier, events: readonly DossierEvent[], event: DossierEvent, signatories: ReadonlyMap<string, SigningAuthority>): LedgerFault | undefined {
  // What the engine records of a letter repeats the authority of the signature before it.
  const signedAs = 'signedAs' in event.payload ? event.payload.signedAs : undefined;
  if (signedAs === undefined) {
    return undefined;
  }
  const agency = foldDossier(events.filter(({ seq }) => seq < event.seq)).competentAgency;
  const but = objectionTo(signedAs, signatories.get(signedAs.authority), { subject: event.actor.subject, at: event.occurredAt }, agency);
  return but === undefined ? undefined : { kind: 'authority', dossierId: id, code, seq: event.seq, detail: `${nameOfEvent(event.seq, event)} is signed under authority ${signedAs.authority}, but ${but}` };
}

/** Why a person could not sign like this for an agency at an instant, after `but`; `undefined` when they could. */
export function objectionTo({ capacity }: SignedAs, authority: SigningAuthority | undefined, { subject, at }: { readonly subject: string; readonly at: number }, agency: string): string | undefined {
  if (authority === undefined) {
    return 'there is no such authority';
  }
  if (authority.subject !== subject) {
    return `that is ${authority.subject}'s, not ${subject}'s`;
  }
  if (authority.agency !== agency || authority.capacity !== capacity) {
    return `that is ${authority.capacity} for ${authority.agency}, not ${capacity} for ${agency}`;
  }
  return isInForce(authority, at) ? undefined : 'that was not in force then';
}
