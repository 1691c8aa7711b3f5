import { BrokenChainError } from './broken-chain.js';
import { foldClock, type ClockEventType } from './fold-clock.js';
import { foldDates, type DateEventType } from './fold-dates.js';
import { foldEnd, type EndEventType } from './fold-end.js';
import { foldLetter, type LetterEventType } from './fold-letter.js';
import { advanceIndexClock } from './fold-index.js';
import { statuteAfter } from './fold-statute.js';
import { foldFault, type FaultEventType } from './fold-fault.js';
import { foldParty, type PartyEventType } from './fold-party.js';
import { foldRecord, type RecordEventType } from './fold-record.js';
import { foldSupplement, type SupplementEventType } from './fold-supplement.js';
import { foldStages, type StageEventType } from './fold-stages.js';
import { openDossier, type OpeningEventType } from './fold-opening.js';
import type { FoldStep, FoldSteps } from './fold-step.js';
import type { DossierEvent, EventType, NewEvent } from './events.js';
import type { DossierState } from './state.js';
import { trailAfter } from './trail.js';

const STEPS: FoldSteps<Exclude<EventType, OpeningEventType>> = {
  ...foldStages,
  ...foldClock,
  ...foldDates,
  ...foldSupplement,
  ...foldEnd,
  ...foldRecord,
  ...foldParty,
  ...foldLetter,
  ...foldFault,
} satisfies FoldSteps<
  StageEventType | ClockEventType | DateEventType | SupplementEventType | EndEventType | RecordEventType | PartyEventType | LetterEventType | FaultEventType
>;

/**
 * The state after one more event. The first event of a chain opens the dossier (`state` undefined).
 * Throws when a chain does not begin with an opening event: such a chain is broken, not merely refused.
 */
export function foldEvent(state: DossierState | undefined, event: NewEvent): DossierState {
  const next = foldStanding(state, event);
  return { ...next, ...statuteAfter(event), lastSeq: (state?.lastSeq ?? 0) + 1, indexClock: advanceIndexClock(state, event, next), ...(state === undefined ? {} : { trail: trailAfter(state, event, next) }) };
}

/**
 * How a dossier stands after one more event: its status, dates and stages as `foldEvent` gives them, but not what that keeps of the way
 * there (the trail, the clocks of the index and of the statute, the number of the last event), which stay as in `state`. For whoever
 * counts millions of ledgers and asks for no more. Throws as `foldEvent` does.
 */
export function foldStanding(state: DossierState | undefined, event: NewEvent): DossierState {
  if (state === undefined) {
    return openDossier(event);
  }
  if (!(event.type in STEPS)) {
    throw new BrokenChainError(`event ${event.type} cannot follow another event of the same dossier`);
  }
  const step = STEPS[event.type as Exclude<EventType, OpeningEventType>] as FoldStep<EventType>;
  return step(state, event);
}

/** The state a whole ledger gives; the only way to make one. Throws `BrokenChainError` for an empty or wrongly opened ledger. */
export function foldDossier(events: readonly (NewEvent | DossierEvent)[]): DossierState {
  let state: DossierState | undefined;
  for (const event of events) {
    state = foldEvent(state, event);
  }
  if (state === undefined) {
    throw new BrokenChainError('a dossier has at least one event');
  }
  return state;
}
