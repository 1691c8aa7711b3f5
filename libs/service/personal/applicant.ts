import type { LetterChannel } from '#domain';

/** A person or an organisation as they gave themselves at the desk. */
export interface Person {
  readonly type?: 'person' | 'organisation';
  readonly name: string;
  readonly idNumber?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
}

/** Who comes in the applicant's place. */
export interface Proxy {
  readonly name: string;
  readonly idNumber?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  /** The document that authorises. */
  readonly authorisation?: string;
}

/** What a personal record of kind `applicant` holds: everything of an intake that may not stand in the ledger. */
export interface ApplicantRecord {
  readonly applicant: Person;
  readonly proxy?: Proxy;
  /** Whom letters are addressed to: the applicant when absent. */
  readonly lettersTo?: 'proxy';
  readonly requestContent?: string;
  readonly note?: string;
  /** How the applicant wants to be written to; absent: as the dossier came in. */
  readonly notifyBy?: LetterChannel;
  /** Why a paper intake was entered afterwards. */
  readonly outageReason?: string;
}
