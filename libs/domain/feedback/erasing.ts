import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { Unfolding } from './feedback-clocks.js';
import type { FeedbackCase } from './feedback-case.js';
import type { FeedbackCommand } from './feedback-commands.js';
import { type FeedbackState, presentRound } from './feedback-state.js';

/** On whose decision records are erased, with the second person who agreed. */
export interface Erasure {
  readonly decisionNumber: string;
  readonly secondPerson: string;
}

/**
 * Records an erasure leaves: published words, which were read by a second person and hold no personal data, with where they
 * stand. They are public already.
 */
export function recordsKept({ published }: Pick<FeedbackState, 'published'>): readonly number[] {
  return published === undefined ? [] : [published.version, ...(published.address === undefined ? [] : [published.address.version])];
}

/** A command about the erasure of records. */
type ErasingCommand = Extract<FeedbackCommand, { readonly type: 'ProposeErasure' | 'WithdrawErasure' | 'RejectErasure' | 'EraseCaseRecords' }>;

/**
 * What becomes of the records of feedback or an urging that is over: somebody signed in proposes that they go, and another does it by the same decision, or
 * turns it down; who names another decision has not agreed to the one proposed. Its state takes the command.
 */
export function decideErasing(state: FeedbackCase, command: ErasingCommand, context: CaseContext): CaseDecision {
  const { at, actor: { subject: by } } = context;
  const { erasure } = state.own;
  const next = new Unfolding(state, context);
  const another = erasure !== undefined && erasure.by !== by ? erasure : undefined;
  // Whoever names another decision speaks of what they have not read.
  const agreed = 'decisionNumber' in command.body && another?.decisionNumber === command.body.decisionNumber ? another : undefined;
  switch (command.type) {
    case 'ProposeErasure':
      return next.add({ type: 'ErasureProposed', payload: { by, decisionNumber: command.body.decisionNumber }, occurredAt: at }).accepted;
    case 'WithdrawErasure':
      return another === undefined ? next.add({ type: 'ErasureWithdrawn', payload: { by }, occurredAt: at }).accepted : refuseCase('proposed-by-another');
    case 'RejectErasure':
      return agreed === undefined ? refuseCase('second-person-needed') : next.add({ type: 'ErasureRejected', payload: { by, decisionNumber: agreed.decisionNumber }, occurredAt: at }).accepted;
    case 'EraseCaseRecords':
      return agreed === undefined
        ? refuseCase('second-person-needed')
        : next.add({ type: 'CaseRecordsErased', payload: { decisionNumber: agreed.decisionNumber, secondPerson: agreed.by, kept: recordsKept(state.own) }, occurredAt: at }).accepted;
  }
}

/**
 * What the erasure of a dossier does to feedback about it and its urgings: with the people their records go too, and one still
 * open ends, since nobody is left to answer. No event where that was done before.
 */
export function erasedWithDossier(state: FeedbackCase, erasure: Erasure, context: Pick<CaseContext, 'at' | 'agencies' | 'calendars' | 'settings'>): readonly NewCaseEvent[] {
  if (state.own.erased) {
    return [];
  }
  const next = new Unfolding(state, context);
  if (state.outcome === undefined) {
    next.cancelAll();
    if (presentRound(state.own)?.ended === undefined) {
      next.add({ type: 'FeedbackWithdrawn', payload: {}, occurredAt: context.at });
    }
    next.close('erased');
  }
  return next.add({ type: 'CaseRecordsErased', payload: { ...erasure, kept: recordsKept(state.own) }, occurredAt: context.at }).events;
}
