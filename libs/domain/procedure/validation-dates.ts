import { LEGAL_CITATION_PATTERNS, type LegalCitation } from '../dossier/legal-citation.js';
import type { ProblemList } from './problems.js';
import type { ProcedureCase, ProcedureVersion } from './procedure.js';
import { budgetOfLimit } from './stages.js';

const EXTENSION_CODE = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * Checks how a case comes to a date the law gives no term for: such a case has one term and none of the statute beside it, and where a dossier may be
 * without a date there is a maximum to judge it by, which holds the stages. Checks the law behind its parts as well.
 */
export function checkDating(procedure: ProcedureVersion, candidate: ProcedureCase, path: string, problems: ProblemList): void {
  candidate.parts.forEach(({ law }, index) => {
    checkCitation(law, `${path}.parts[${String(index)}].law`, problems);
  });
  const { dating, parts, channelTerms, statutoryLimit } = candidate;
  if (dating === undefined) {
    return;
  }
  checkCitation(dating.law, `${path}.dating.law`, problems);
  if (parts.length > 1 || channelTerms !== undefined || statutoryLimit !== undefined) {
    problems.error('dating-of-several-terms', `${path}.dating`);
  }
  const { undatedMaximum } = procedure;
  if (undatedMaximum === undefined) {
    if (dating.by === 'nobody' || !dating.atIntake) {
      problems.error('undated-without-maximum', `${path}.dating`);
    }
    return;
  }
  const [planned, most] = [budgetOfLimit(parts[0].term.limit), budgetOfLimit(undatedMaximum)];
  if (planned.unit !== most.unit) {
    problems.error('units-not-comparable', `${path}.parts[0].term.limit`, { term: planned.unit });
  } else if (planned.amount > most.amount) {
    problems.error('term-exceeds-maximum', `${path}.parts[0].term.limit`, { term: planned.amount, maximum: most.amount, unit: most.unit });
  }
}

/** Checks the legal extensions of a version: each has a code of its own, and a limit or an agreement that measures it. */
export function checkExtensions({ extensions = [] }: ProcedureVersion, problems: ProblemList): void {
  extensions.forEach(({ code, law, limit, agreement }, index) => {
    const at = `extensions[${String(index)}]`;
    if (!EXTENSION_CODE.test(code)) {
      problems.error('malformed-extension-code', `${at}.code`, { code });
    }
    if (extensions.findIndex((other) => other.code === code) < index) {
      problems.error('duplicate-extension-code', `${at}.code`, { code });
    }
    if (limit === undefined && agreement === undefined) {
      problems.error('extension-without-measure', at, { code });
    }
    if (limit !== undefined && budgetOfLimit(limit).amount <= 0) {
      problems.error('amount-not-positive', `${at}.limit`, { amount: budgetOfLimit(limit).amount });
    }
    checkCitation(law, `${at}.law`, problems);
  });
}

function checkCitation(law: LegalCitation | undefined, path: string, problems: ProblemList): void {
  for (const [part, pattern] of Object.entries(LEGAL_CITATION_PATTERNS)) {
    const value = law?.[part as keyof LegalCitation];
    if (value !== undefined && !pattern.test(value)) {
      problems.error('malformed-citation', `${path}.${part}`, { value });
    }
  }
}
