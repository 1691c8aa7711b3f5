import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { FeedbackRound, FeedbackState, RoundEnding } from './feedback-state.js';

/** The own state of a feedback as it is opened. */
export function openedFeedback(): FeedbackState {
  return { kind: 'feedback', phase: 'received', rounds: [], complex: false, erased: false };
}

/** The own state of a feedback after one more event; `agency` is who has to act on the case by then. */
export function foldFeedback(own: FeedbackState, event: NewCaseEvent, agency: string): FeedbackState {
  switch (event.type) {
    case 'FeedbackReceived': {
      const { receivedAt, ...facts } = event.payload;
      return { ...begun(own, { agency, begunAt: receivedAt, begunBy: 'received' }), received: { at: receivedAt, ...facts } };
    }
    case 'UrgingReceived':
      return { ...begun(own, { agency, begunAt: event.occurredAt, begunBy: 'received' }), urging: event.payload };
    case 'FeedbackAccepted':
      return { ...own, phase: 'accepted', complex: event.payload.complex };
    case 'MoreSupplied':
      return { ...own, phase: 'accepted' };
    case 'MoreAsked':
      return { ...own, phase: 'asked' };
    case 'FeedbackForwarded':
      return begun({ ...ended(own, 'forwarded', event.occurredAt, event.payload.inTime), complex: false }, { agency: event.payload.to, begunAt: event.occurredAt, begunBy: 'forwarded' });
    case 'FeedbackRefused':
      return { ...ended(own, 'refused', event.occurredAt, event.payload.inTime), phase: 'refused' };
    case 'FeedbackSentBack':
      return { ...ended(own, 'sent-back', event.occurredAt, event.payload.inTime), phase: 'sent-back' };
    case 'FeedbackWithdrawn':
      return { ...ended(own, 'withdrawn', event.occurredAt), phase: 'withdrawn' };
    case 'FeedbackAnswered': {
      const words = { version: event.payload.text.version, by: event.payload.by };
      return { ...ended(own, 'answered', event.occurredAt, event.payload.inTime), phase: 'answered', answer: { ...words, at: event.occurredAt }, proposal: words };
    }
    case 'CaseReopened':
      return begun(own, { agency, begunAt: event.occurredAt, begunBy: 'reopened' }, event.payload.reason === 'refusal-contested' ? 'received' : 'accepted');
    default:
      return foldPublishing(own, event);
  }
}

function foldPublishing(own: FeedbackState, event: NewCaseEvent): FeedbackState {
  switch (event.type) {
    case 'PublicationProposed': {
      // Words that were approved no longer are once others are proposed.
      const { approved: _before, ...others } = own;
      return { ...others, phase: 'answered', proposal: { version: event.payload.text.version, by: event.payload.by } };
    }
    case 'PublicationApproved':
      return { ...own, phase: 'approved', approved: { version: event.payload.version, by: event.payload.by, at: event.occurredAt } };
    case 'AnswerPublished': {
      const { clickedAt, text } = event.payload;
      return own.approved === undefined ? own : { ...own, phase: 'published', published: { version: own.approved.version, at: clickedAt, ...(text === undefined ? {} : { address: text }) } };
    }
    case 'AnswerRated':
      return { ...own, rounds: lastChanged(own.rounds, (round) => ({ ...round, verdict: event.payload.verdict })) };
    case 'ApplicantTold':
      return { ...own, phase: 'told' };
    case 'ErasureProposed':
      return { ...own, erasure: { ...event.payload, at: event.occurredAt } };
    case 'ErasureWithdrawn':
    case 'ErasureRejected':
      return withoutProposal(own);
    case 'CaseRecordsErased':
      return { ...withoutProposal(own), erased: true };
    default:
      return own;
  }
}

/** With no proposal open that its records go. */
function withoutProposal({ erasure: _closed, ...others }: FeedbackState): FeedbackState {
  return others;
}

/** A new turn: what an earlier one had said is no longer the answer. What was published stays so until the next is. */
function begun(own: FeedbackState, round: FeedbackRound, phase: FeedbackState['phase'] = 'received'): FeedbackState {
  const { answer: _answer, proposal: _proposal, approved: _approved, erasure: _erasure, ...others } = own;
  return { ...others, phase, rounds: [...own.rounds, round] };
}

function ended(own: FeedbackState, as: RoundEnding, at: number, inTime?: boolean): FeedbackState {
  return { ...own, rounds: lastChanged(own.rounds, (round) => ({ ...round, ended: { as, at, ...(inTime === undefined ? {} : { inTime }) } })) };
}

function lastChanged(rounds: readonly FeedbackRound[], change: (round: FeedbackRound) => FeedbackRound): readonly FeedbackRound[] {
  return rounds.map((round, index) => (index === rounds.length - 1 ? change(round) : round));
}
