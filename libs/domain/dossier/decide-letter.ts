import type { Deciders } from './decider.js';
import { accept, type Decision, refuse } from './decision.js';
import type { LetterCommandBodies } from './letter-commands.js';
import type { DecideContext } from './rules.js';
import type { DossierState } from './state.js';

/** Deciders of what the engine records of letters: once for each letter, whatever the dossier's status is by then. */
export const decideLetter: Deciders<keyof LetterCommandBodies> = {
  RecordLetterIssued: (state, body, context) =>
    once(state, context, state.letters.issued.includes(body.letter), () => accept({ type: 'LetterIssued', payload: body, occurredAt: context.at })),
  RecordLetterSent: (state, body, context) =>
    once(state, context, state.letters.sent.includes(body.letter), () => accept({ type: 'LetterSent', payload: body, occurredAt: context.at })),
};

function once(state: DossierState, { actor }: DecideContext, isRecorded: boolean, decide: () => Decision): Decision {
  if (actor.role !== 'system') {
    return refuse(state, 'not-authorised');
  }
  return isRecorded ? refuse(state, 'letter-already-recorded') : decide();
}
