import type { FoldSteps } from './fold-step.js';
import type { LetterEventPayloads } from './letter-events.js';

/** Events about letters signed under authority. */
export type LetterEventType = keyof LetterEventPayloads;

/** Fold steps of what became of letters: which were issued, which were sent. */
export const foldLetter: FoldSteps<LetterEventType> = {
  LetterIssued: (state, { payload }) => ({ ...state, letters: { ...state.letters, issued: [...state.letters.issued, payload.letter] } }),
  LetterSent: (state, { payload }) => ({ ...state, letters: { ...state.letters, sent: [...state.letters.sent, payload.letter] } }),
};
