import type { ProcedureVersion } from './procedure.js';

/** What holds of every procedure: what is asked for does not qualify (NĐ 61/2018 Art. 19.8), or somebody else decides it. */
const COMMON_REFUSAL_GROUNDS = ['not-eligible', 'not-competent'] as const;
export type CommonRefusalGround = (typeof COMMON_REFUSAL_GROUNDS)[number];

/** Why a dossier may be refused after appraisal; of a condition of the procedure with its words. */
export type RefusalGround = { readonly code: CommonRefusalGround } | { readonly code: string; readonly condition: string };

/** Grounds on which a dossier of this version may be refused after appraisal: a condition of the procedure that is not met, the first one first, then what holds of all. */
export function refusalGroundsOf({ legalParts }: Pick<ProcedureVersion, 'legalParts'>): readonly RefusalGround[] {
  const conditions = (legalParts?.conditions ?? []).map((condition, place) => ({ code: `condition-${String(place + 1)}`, condition }));
  return [...conditions, ...COMMON_REFUSAL_GROUNDS.map((code) => ({ code }))];
}
