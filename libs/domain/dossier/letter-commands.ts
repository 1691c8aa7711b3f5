import type { IssuedLetter, SentLetter } from './letter-events.js';

/** Commands by which the engine tells the ledger what became of letters signed under authority. No person gives them. */
export interface LetterCommandBodies {
  RecordLetterIssued: IssuedLetter;
  RecordLetterSent: SentLetter;
}
