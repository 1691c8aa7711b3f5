import type { ApplicantRecord, Person, Proxy } from './applicant.js';
import { maskAddress, maskEmail, maskNumber } from './mask.js';

/** Whom a letter of a dossier is addressed to, how they are reached, and what the letter may show of everybody. */
export interface Addressee {
  readonly role: 'applicant' | 'proxy';
  /** A proxy is a person. */
  readonly type: 'person' | 'organisation';
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  /** The record as the addressee may see it: names stand, the other one's numbers and addresses are masked. */
  readonly shown: ApplicantRecord;
}

/** The addressee chosen at intake or corrected since, or the one asked for: the applicant, or the proxy where there is one. */
export function addresseeOf(record: ApplicantRecord, role: Addressee['role'] = record.lettersTo ?? 'applicant'): Addressee {
  const { applicant, proxy } = record;
  if (role === 'proxy' && proxy !== undefined) {
    return { role: 'proxy', type: 'person', ...contactOf(proxy), shown: { ...record, applicant: masked(applicant) } };
  }
  return { role: 'applicant', type: applicant.type ?? 'person', ...contactOf(applicant), shown: proxy === undefined ? record : { ...record, proxy: masked(proxy) } };
}

function contactOf({ name, phone, email, address }: Person | Proxy): Pick<Addressee, 'name' | 'phone' | 'email' | 'address'> {
  return { name, ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }), ...(address === undefined ? {} : { address }) };
}

/** The paper that authorises stays: it is what the form is about, and holds a number and a date only. */
function masked<Party extends Person | Proxy>(party: Party): Party {
  const { idNumber, phone, email, address } = party;
  return {
    ...party,
    ...(idNumber === undefined ? {} : { idNumber: maskNumber(idNumber) }),
    ...(phone === undefined ? {} : { phone: maskNumber(phone) }),
    ...(email === undefined ? {} : { email: maskEmail(email) }),
    ...(address === undefined ? {} : { address: maskAddress(address) }),
  };
}
