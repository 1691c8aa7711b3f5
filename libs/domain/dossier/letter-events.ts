import type { LetterChannel } from '../delivery/channels.js';
import type { SignedAs } from './signing-authority.js';

/** A letter as it was made: `sha256` is of the file that leaves the house, lower-case hex. */
export interface IssuedLetter {
  /** Key of the letter. */
  readonly letter: string;
  /** Number of the legal form. */
  readonly form: string;
  readonly documentNumber?: string;
  readonly sha256: string;
  readonly signedAs?: SignedAs;
  /** SHA-256 of the certificate it was signed with digitally, lower-case hex; absent: signed by hand. */
  readonly certificate?: string;
}

/** A letter that reached the way out. */
export interface SentLetter {
  readonly letter: string;
  readonly channel: LetterChannel;
  /** SHA-256 of the receipt whoever carried it gave, lower-case hex. */
  readonly receipt: string;
}

/** Payloads of the events about letters that were signed under authority. */
export interface LetterEventPayloads {
  LetterIssued: IssuedLetter;
  LetterSent: SentLetter;
}
