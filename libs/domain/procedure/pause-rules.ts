import type { ConsultationRule, PartyBudget, PartyRule, PauseGround, PauseRule, ProcedureVersion } from './procedure.js';

/** Grounds on which the clock of a procedure may stand still, with what its law adds to each. */
export function pauseRulesOf({ pauseGrounds }: Pick<ProcedureVersion, 'pauseGrounds'>): readonly PauseRule[] {
  return pauseGrounds.map((entry) => (typeof entry === 'string' ? { ground: entry } : entry));
}

/** The rule of a ground; `undefined` when the procedure does not list it. */
export function pauseRuleOf(procedure: Pick<ProcedureVersion, 'pauseGrounds'>, ground: string): PauseRule | undefined {
  return pauseRulesOf(procedure).find((rule) => rule.ground === ground);
}

/** Grounds an officer may pause on; a financial obligation is raised by a command of its own. */
export function officersGrounds(procedure: Pick<ProcedureVersion, 'pauseGrounds'>): readonly PauseGround[] {
  return pauseRulesOf(procedure).flatMap(({ ground }) => (ground === 'financial-obligation' ? [] : [ground]));
}

/** The budget of a named case, or the first one for the applicant; `undefined` for a case the rule does not know. */
export function budgetFor({ budgets }: PartyRule, named: string | undefined, applicant: 'person' | 'organisation'): PartyBudget | undefined {
  return named === undefined
    ? (budgets.find((budget) => budget.applicant === undefined || budget.applicant === applicant) ?? budgets[0])
    : budgets.find(({ code }) => code === named);
}

/** The consultation of a code; `undefined` when the procedure knows none. */
export function consultationOf({ consultations }: Pick<ProcedureVersion, 'consultations'>, code: string): ConsultationRule | undefined {
  return consultations?.find((rule) => rule.code === code);
}
