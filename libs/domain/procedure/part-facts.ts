import type { FactName, ProcedureFact } from './fact.js';
import { factsOf } from './facts.js';
import { CONDITIONAL_PARTS, LEGAL_PART_CODES, type LegalPartCode } from './legal-parts.js';
import type { ProcedureVersion } from './procedure.js';

/** Where a version says each part of NĐ 63/2010 Art. 8. */
const NAMES: Record<LegalPartCode, readonly FactName[]> = {
  name: ['name'],
  order: ['order'],
  manner: ['channel', 'manner'],
  components: ['paper'],
  sets: ['sets'],
  period: ['term', 'channel-term', 'statutory-limit', 'dating'],
  subjects: ['subject'],
  agency: ['competent-agency', 'authority'],
  form: ['form'],
  result: ['result'],
  conditions: ['condition'],
  fees: ['fee'],
};

/** A legal part with all a version says of it; `none` where the procedure is stated to have none. */
export interface PartFacts {
  readonly code: LegalPartCode;
  readonly facts: readonly ProcedureFact[];
  readonly none: boolean;
}

/** Every legal part in the order of the article, with what a posting shows of it. */
export function partFactsOf(procedure: ProcedureVersion): readonly PartFacts[] {
  const facts = factsOf(procedure);
  const without = procedure.legalParts?.without ?? [];
  return LEGAL_PART_CODES.map((code) => ({
    code,
    facts: facts.filter(({ name }) => NAMES[code].includes(name)),
    none: CONDITIONAL_PARTS.some((part) => part === code && without.includes(part)),
  }));
}
