import type { Concerned } from '../dossier/permissions.js';
import type { FeedbackState } from '../feedback/feedback-state.js';
import type { CaseState } from './case-state.js';

/**
 * Whom a case concerns: who is in charge of it or works along, of feedback also where it was received, wherever it is now, and of a publication
 * those who post it. The policy of cases in the database (`case_concerns`) is another: it shows a case also to whoever sees the dossier it is about, and a
 * decision to whoever posts an item of it; an urging it shows to its desk only with the dossier.
 */
export function concernedByCase({ province, agency, coordinating, clocks, own }: CaseState): Concerned {
  const others = own.kind === 'feedback' ? feedbackReceivers(own) : own.kind === 'publication' ? clocks.map((clock) => clock.agency) : [];
  return { province, agencies: [...new Set([agency, ...coordinating, ...others])] };
}

/** Where feedback was received first, and the desk an urging came to. */
export function feedbackReceivers({ rounds: [first], urging }: FeedbackState): readonly string[] {
  return [...(first === undefined ? [] : [first.agency]), ...(urging === undefined ? [] : [urging.desk])];
}
