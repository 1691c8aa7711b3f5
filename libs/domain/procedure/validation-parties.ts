import type { TimeLimit } from '../deadline/time-limit.js';
import { pauseRulesOf } from './pause-rules.js';
import { type ProblemList, repeatedIn } from './problems.js';
import type { ConsultationRule, PartyRule, PauseGround, PauseRule, ProcedureVersion, StageExclusion } from './procedure.js';
import { budgetOfLimit } from './stages.js';
import { RESOLVED_OWNERS } from './validation-case.js';

/** Grounds on which the clock stands still while a step outside the term runs; a step of returning needs none. */
const GROUNDS_OF: Record<StageExclusion, readonly PauseGround[]> = {
  tax: ['financial-obligation', 'tax-determination'],
  payment: ['financial-obligation'],
  posting: ['public-posting', 'media-announcement'],
  return: [],
  'fixed-date': [],
};

/** Checks what a version says of pauses, of the bodies at work meanwhile, and of opinions. */
export function checkParties(procedure: ProcedureVersion, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  const rules = pauseRulesOf(procedure);
  rules.forEach((rule, index) => {
    checkPause(rule, `pauseGrounds[${String(index)}]`, agencies, problems);
  });
  repeatedIn(rules.map(({ ground }) => ground)).forEach(([ground, index]) => {
    problems.error('duplicate-pause-ground', `pauseGrounds[${String(index)}]`, { ground });
  });
  const consultations = procedure.consultations ?? [];
  consultations.forEach((consultation, index) => {
    checkConsultation(consultation, rules, `consultations[${String(index)}]`, problems);
  });
  repeatedIn(consultations.map(({ code }) => code)).forEach(([code, index]) => {
    problems.error('duplicate-consultation', `consultations[${String(index)}].code`, { code });
  });
  checkExclusions(procedure, rules, problems);
}

function checkPause({ ground, limit, party }: PauseRule, path: string, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  checkPositive(limit, `${path}.limit`, problems);
  if (party !== undefined) {
    checkParty(party, ground, `${path}.party`, agencies, problems);
  }
}

function checkParty(party: PartyRule, ground: PauseGround, path: string, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  const { owner, budgets, confirmation } = party;
  if (owner !== undefined && !RESOLVED_OWNERS.includes(owner) && agencies?.has(owner) === false) {
    problems.error('unknown-agency', `${path}.owner`, { agency: owner });
  }
  budgets.forEach(({ limit }, index) => {
    checkPositive(limit, `${path}.budgets[${String(index)}].limit`, problems);
  });
  repeatedIn(budgets.map(({ code }) => code)).forEach(([code, index]) => {
    problems.error('duplicate-party-case', `${path}.budgets[${String(index)}].code`, { code });
  });
  (['person', 'organisation'] as const).forEach((applicant) => {
    if (!budgets.some((budget) => budget.applicant === undefined || budget.applicant === applicant)) {
      problems.error('party-budget-missing', `${path}.budgets`, { applicant });
    }
  });
  checkPositive(confirmation, `${path}.confirmation`, problems);
  if (confirmation !== undefined && ground !== 'financial-obligation') {
    problems.error('confirmation-without-obligation', `${path}.confirmation`, { ground });
  }
}

function checkConsultation({ limit, pauses }: ConsultationRule, rules: readonly PauseRule[], path: string, problems: ProblemList): void {
  checkPositive(limit, `${path}.limit`, problems);
  if (pauses !== undefined && (pauses === 'financial-obligation' || !rules.some(({ ground }) => ground === pauses))) {
    problems.error('consultation-ground-not-listed', `${path}.pauses`, { ground: pauses });
  }
}

function checkExclusions(procedure: ProcedureVersion, rules: readonly PauseRule[], problems: ProblemList): void {
  procedure.cases.forEach(({ parts }, which) => {
    parts.forEach(({ groups }, part) => {
      groups.forEach(({ stages }, group) => {
        stages.forEach(({ id, excluded }, stage) => {
          const grounds = excluded === undefined ? [] : GROUNDS_OF[excluded];
          if (grounds.length > 0 && !rules.some(({ ground }) => grounds.includes(ground))) {
            const path = `cases[${String(which)}].parts[${String(part)}].groups[${String(group)}].stages[${String(stage)}]`;
            problems.warn('excluded-stage-without-ground', path, { id, grounds: grounds.join(', ') });
          }
        });
      });
    });
  });
}

function checkPositive(limit: TimeLimit | undefined, path: string, problems: ProblemList): void {
  if (limit !== undefined && budgetOfLimit(limit).amount <= 0) {
    problems.error('amount-not-positive', path, { amount: budgetOfLimit(limit).amount });
  }
}
