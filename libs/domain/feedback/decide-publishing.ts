import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { instant, MS_PER_MINUTE } from '../time/instant.js';
import type { Unfolding } from './feedback-clocks.js';
import type { FeedbackCommand } from './feedback-commands.js';
import type { FeedbackCase } from './feedback-case.js';
import { placeOf } from './personal-findings.js';

/** What becomes of the words of an answer on their way to the public. */
export function decidePublishing(next: Unfolding, state: FeedbackCase, command: FeedbackCommand, context: CaseContext): CaseDecision {
  switch (command.type) {
    case 'ProposePublication':
      return command.text === undefined
        ? refuseCase('words-missing', { command: command.type })
        : next.add({ type: 'PublicationProposed', payload: { by: context.actor.subject, text: command.text }, occurredAt: context.at }).accepted;
    case 'ApprovePublication':
      return approve(next, state, command, context);
    case 'PublishAnswer':
      return publish(next, state, command, context);
    default:
      return refuseCase('feedback-not-so', { phase: state.own.phase, allowed: '' });
  }
}

/** A second person reads exactly the words found by pattern to be free of personal data, and answers for what looks like it. */
function approve(next: Unfolding, { own }: FeedbackCase, { body }: Extract<FeedbackCommand, { readonly type: 'ApprovePublication' }>, { at, actor, facts }: CaseContext): CaseDecision {
  const findings = facts.personalFindings;
  if (own.proposal?.version !== body.version || findings === undefined) {
    return refuseCase('words-changed', { version: String(own.proposal?.version ?? 0) });
  }
  if (actor.subject === own.answer?.by || actor.subject === own.proposal.by) {
    return refuseCase('approver-wrote-it');
  }
  const certain = findings.filter((finding) => finding.isCertain);
  if (certain.length > 0) {
    return refuseCase('personal-data-found', { places: certain.map(placeOf).join(', ') });
  }
  const doubts = findings.map(placeOf);
  const open = doubts.filter((place) => !body.doubts.includes(place));
  return open.length > 0
    ? refuseCase('doubts-open', { places: open.join(', ') })
    : next.add({ type: 'PublicationApproved', payload: { by: actor.subject, version: body.version, doubts }, occurredAt: at }).accepted;
}

/** The moment of the click is judged, however late it is entered (index 766 item 5.2). */
function publish(next: Unfolding, { own }: FeedbackCase, { body, text }: Extract<FeedbackCommand, { readonly type: 'PublishAnswer' }>, { at }: CaseContext): CaseDecision {
  const { clickedAt, evidence = [] } = body;
  if (clickedAt > at) {
    return refuseCase('proof-in-future', { clock: 'publish-answer' });
  }
  // A click is told to the minute: one in the minute of the approval came after it.
  if (clickedAt < startOfMinute(own.approved?.at ?? at)) {
    return refuseCase('published-before-approval');
  }
  next.done('publish-answer', instant(clickedAt));
  return next
    .add({ type: 'AnswerPublished', payload: { clickedAt, ...(evidence.length === 0 ? {} : { evidence }), ...(text === undefined ? {} : { text }) }, occurredAt: at })
    .close('published').accepted;
}

function startOfMinute(at: number): number {
  return at - (at % MS_PER_MINUTE);
}
