import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { FeedbackState } from './feedback-state.js';

/** The own state of a feedback as it is opened. */
export function openedFeedback(): FeedbackState {
  return { kind: 'feedback' };
}

/** The own state of a feedback after one more event. */
export function foldFeedback(own: FeedbackState, _event: NewCaseEvent): FeedbackState {
  return own;
}
