import type { Concerned } from '../dossier/permissions.js';
import type { CaseState } from './case-state.js';

/**
 * Whom a case concerns: who is in charge of it or works along, of feedback also where it was received, wherever it is now, and of a publication
 * those who post it. The database holds the same of its rows (`case_concerns`).
 */
export function concernedByCase({ province, agency, coordinating, clocks, own }: CaseState): Concerned {
  const others = own.kind === 'feedback' ? feedbackReceivers(own) : own.kind === 'publication' ? clocks.map((clock) => clock.agency) : [];
  return { province, agencies: [...new Set([agency, ...coordinating, ...others])] };
}

/** Where feedback was received first, and the desk an urging came to. */
export function feedbackReceivers({ rounds: [first], urging }: Extract<CaseState['own'], { readonly kind: 'feedback' }>): readonly string[] {
  return [...(first === undefined ? [] : [first.agency]), ...(urging === undefined ? [] : [urging.desk])];
}
