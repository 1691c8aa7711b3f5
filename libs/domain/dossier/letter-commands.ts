import type { IssuedLetter, SentLetter } from './letter-events.js';

/** Commands by which the engine tells the ledger what became of letters signed under authority. No person gives them. */
export interface LetterCommandBodies {
  RecordLetterIssued: IssuedLetter;
  RecordLetterSent: SentLetter;
}

/** Commands the engine gives itself. */
export type SystemCommand = keyof LetterCommandBodies;

/** The same as a list; the compiler keeps it complete. */
export const SYSTEM_COMMANDS = Object.keys({ RecordLetterIssued: 0, RecordLetterSent: 0 } satisfies Record<SystemCommand, 0>) as readonly SystemCommand[];
