import type { CaseState } from '../deadline-case/case-state.js';
import { instant, type Instant } from '../time/instant.js';
import { type FeedbackState, presentRound } from './feedback-state.js';

/** A case of this kind. */
export type FeedbackCase = CaseState & { readonly own: FeedbackState };

/** When the present turn began: its clocks are counted from there. */
export function turnBegan({ own, openedAt }: FeedbackCase): Instant {
  return instant(presentRound(own)?.begunAt ?? openedAt);
}
