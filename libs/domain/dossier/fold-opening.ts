import { blankDossier, plannedStages } from './blank-dossier.js';
import { BrokenChainError } from './broken-chain.js';
import type { AnswerClock, NewEvent, TermSet } from './events.js';
import { importDossier } from './fold-import.js';
import type { DossierState, PromiseState, StageState } from './state.js';

/** Events that can only be the first of a ledger. `IntakeRefused` may be first (with its facts) or follow a registration. */
export type OpeningEventType = 'DossierReceived' | 'DossierRegistered' | 'DossierImported';

/** The state the first event makes. Throws `BrokenChainError` when the event is not an opening one. */
export function openDossier(event: NewEvent): DossierState {
  switch (event.type) {
    case 'DossierReceived':
      return withTerm(
        { ...blankDossier(event.payload), clocks: event.payload.clocks, acceptedAt: event.occurredAt },
        event.payload.term,
        event.occurredAt,
      );
    case 'DossierRegistered': {
      const { provisional, answer } = event.payload;
      return withFiling(blankDossier(event.payload), provisional, answer);
    }
    case 'DossierImported':
      return importDossier(event.payload, event.occurredAt);
    case 'IntakeRefused':
      if (event.payload.facts !== undefined) {
        return { ...blankDossier(event.payload.facts), status: 'intake-refused' };
      }
      break;
    default:
      break;
  }
  throw new BrokenChainError(`a dossier cannot open with the event ${event.type}`);
}

/** Makes a dossier an online filing that waits for its answer, with the date it would get if accepted. */
export function withFiling(state: DossierState, provisional: TermSet, answer: AnswerClock): DossierState {
  return {
    ...state,
    status: 'registered',
    provisional: true,
    answer,
    basis: provisional.basis,
    unconfirmedYears: provisional.unconfirmedYears,
    ...(provisional.dueAt === undefined ? {} : { dueAt: provisional.dueAt }),
  };
}

/** Puts the first term into a received dossier: dates, promise 1, the first group of stages opened at `openedAt`. */
export function withTerm(state: DossierState, term: TermSet, openedAt: number): DossierState {
  const promised = term.basis !== 'none';
  const promises: readonly PromiseState[] = term.dueAt === undefined ? [] : [{ number: 1, kind: promised ? 'first' : 'maximum', at: term.dueAt }];
  return {
    ...state,
    status: 'received',
    provisional: false,
    part: term.part,
    startAt: term.startAt,
    basis: term.basis,
    unconfirmedYears: term.unconfirmedYears,
    milestones: term.milestones,
    ...(term.fixed === undefined ? {} : { fixed: term.fixed }),
    ...(term.dueAt === undefined ? {} : { dueAt: term.dueAt, ...(promised ? { firstAppointment: term.dueAt, appointment: term.dueAt } : {}) }),
    ...(term.nominalDueAt === undefined ? {} : { nominalDueAt: term.nominalDueAt }),
    duePromise: 1,
    promises,
    stages: openFirstGroup(plannedStages(term.stages, term.part), openedAt, term.startAt),
  };
}

/** Opens the stages of the lowest group at `at`; their clocks run with the term, from `startAt`. */
export function openFirstGroup(stages: readonly StageState[], at: number, startAt: number): readonly StageState[] {
  const first = Math.min(...stages.map((stage) => stage.group));
  return stages.map((stage) => (stage.group === first ? { ...stage, status: 'open', startedAt: at, countingFrom: startAt } : stage));
}
