import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { Unfolding } from './feedback-clocks.js';
import type { FeedbackCase } from './feedback-case.js';
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

/** Erases what feedback or an urging that is over says of people, by the decision somebody else signed in proposed it by: who names another one has not agreed to it. */
export function erase(next: Unfolding, { own }: FeedbackCase, { at, actor }: Pick<CaseContext, 'at' | 'actor'>, decisionNumber: string): CaseDecision {
  const { erasure } = own;
  return erasure === undefined || erasure.by === actor.subject || erasure.decisionNumber !== decisionNumber
    ? refuseCase('second-person-needed')
    : next.add({ type: 'CaseRecordsErased', payload: { decisionNumber: erasure.decisionNumber, secondPerson: erasure.by, kept: recordsKept(own) }, occurredAt: at }).accepted;
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
