import type { ConditionalPart } from './legal-parts.js';
import type { DecisionReference, ProcedureVersion } from './procedure.js';
import { type ProblemList, repeatedIn } from './problems.js';
import { isLocalDay } from './validation-endings.js';

/** Checks the legal parts against the rest of a version. What is missing from them is `missingParts`' question: it blocks a posting, not a version. */
export function checkLegalParts(procedure: ProcedureVersion, problems: ProblemList): void {
  const { legalParts: parts = {}, announcedBy, repealedBy } = procedure;
  if (parts.sets !== undefined && parts.sets < 1) {
    problems.error('amount-not-positive', 'legalParts.sets', { amount: parts.sets });
  }
  const given: Record<ConditionalPart, number> = { form: parts.forms?.length ?? 0, result: procedure.results.length, conditions: parts.conditions?.length ?? 0, fees: procedure.fees.length };
  parts.without?.forEach((part, index) => {
    if (given[part] > 0) {
      problems.error('part-denied-and-given', `legalParts.without[${String(index)}]`, { part });
    }
  });
  parts.manner?.forEach(({ channel }, index) => {
    if (!procedure.channels.includes(channel)) {
      problems.error('manner-not-offered', `legalParts.manner[${String(index)}].channel`, { channel });
    }
  });
  checkForms(procedure, problems);
  checkBases(procedure, problems);
  checkDecision(announcedBy, 'announcedBy', problems);
  checkDecision(repealedBy, 'repealedBy', problems);
  if (repealedBy !== undefined && procedure.endsOn === undefined) {
    problems.error('repeal-without-end', 'repealedBy', { number: repealedBy.number });
  }
}

function checkForms({ legalParts, cases }: ProcedureVersion, problems: ProblemList): void {
  const forms = legalParts?.forms ?? [];
  repeatedIn(forms.map(({ code }) => code)).forEach(([code, index]) => {
    problems.error('duplicate-form', `legalParts.forms[${String(index)}].code`, { code });
  });
  const known = new Set(forms.map(({ code }) => code));
  cases.forEach((candidate, index) => {
    candidate.components.forEach(({ form }, place) => {
      if (form !== undefined && !known.has(form)) {
        problems.error('unknown-form', `cases[${String(index)}].components[${String(place)}].form`, { code: form });
      }
    });
  });
}

/** A procedure may outlive a text it rests on for a while, so that is told and not refused. */
function checkBases({ legalBases, effectiveFrom }: ProcedureVersion, problems: ProblemList): void {
  legalBases.forEach(({ document, effectiveFrom: from, endsOn }, index) => {
    const at = `legalBases[${String(index)}]`;
    if (from !== undefined && endsOn !== undefined && endsOn <= from) {
      problems.error('ends-before-it-begins', `${at}.endsOn`, { effectiveFrom: from, endsOn });
    }
    if (from !== undefined && from > effectiveFrom) {
      problems.warn('basis-not-yet-in-force', `${at}.effectiveFrom`, { document, effectiveFrom: from });
    }
    if (endsOn !== undefined && endsOn <= effectiveFrom) {
      problems.warn('basis-ended', `${at}.endsOn`, { document, endsOn });
    }
  });
}

function checkDecision(decision: DecisionReference | undefined, path: string, problems: ProblemList): void {
  if (decision !== undefined && !isLocalDay(decision.date)) {
    problems.error('malformed-date', `${path}.date`, { date: decision.date });
  }
}
