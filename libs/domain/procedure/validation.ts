import type { TimeLimit } from '../deadline/time-limit.js';
import type { ProcedureVersion } from './procedure.js';
import { ProblemList, type ProcedureReport, repeatedIn } from './problems.js';
import { budgetOfLimit, describeLimit } from './stages.js';
import { checkEndings } from './validation-endings.js';
import { checkCase } from './validation-case.js';
import { checkDating, checkExtensions } from './validation-dates.js';
import { checkParties } from './validation-parties.js';
import { checkLegalParts } from './validation-parts.js';

const PROCEDURE_CODE = /^\d\.\d{6}(\.[A-Z]\d{2})?$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Checks a version before it is published. Each part of each case is checked alone: stages that exceed the term are an
 * error, stages that do not fill it a warning. With `agencies` every owner and competent agency must be one of them,
 * and none of those that have ended by then (`endings`: code and first local day without new work).
 */
export function validateProcedure(procedure: ProcedureVersion, agencies?: ReadonlySet<string>, endings: ReadonlyMap<string, string> = new Map()): ProcedureReport {
  const problems = new ProblemList();
  checkIdentity(procedure, agencies, problems);
  checkRules(procedure, problems);
  checkEndings(procedure, endings, problems);
  checkParties(procedure, agencies, problems);
  procedure.cases.forEach((candidate, index) => {
    checkCase(procedure, candidate, `cases[${String(index)}]`, agencies, problems);
    checkDating(procedure, candidate, `cases[${String(index)}]`, problems);
  });
  checkExtensions(procedure, problems);
  checkLegalParts(procedure, problems);
  repeatedIn(procedure.cases.map((candidate) => candidate.code)).forEach(([code, index]) => {
    problems.error('duplicate-case-code', `cases[${String(index)}].code`, { code });
  });
  return { errors: problems.errors, warnings: problems.warnings };
}

function checkIdentity(procedure: ProcedureVersion, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  if (!PROCEDURE_CODE.test(procedure.code)) {
    problems.error('malformed-procedure-code', 'code', { code: procedure.code });
  }
  if (!isDate(procedure.effectiveFrom)) {
    problems.error('malformed-date', 'effectiveFrom', { date: procedure.effectiveFrom });
  }
  if (procedure.competentAgencies.length === 0) {
    problems.error('no-competent-agency', 'competentAgencies');
  }
  procedure.competentAgencies.forEach((agency, index) => {
    if (agencies?.has(agency) === false) {
      problems.error('unknown-agency', `competentAgencies[${String(index)}]`, { agency });
    }
  });
  if (procedure.channels.length === 0) {
    problems.error('no-channel', 'channels');
  }
  if (procedure.legalBases.length === 0) {
    problems.warn('no-legal-basis', 'legalBases');
  }
  if (procedure.sources.length === 0) {
    problems.warn('no-source', 'sources');
  }
  procedure.fees.forEach(({ amount }, index) => {
    if (amount !== undefined && (!Number.isSafeInteger(amount) || amount < 0)) {
      problems.error('fee-not-whole-dong', `fees[${String(index)}].amount`, { amount });
    }
  });
}

function checkRules(procedure: ProcedureVersion, problems: ProblemList): void {
  const { supplement, answer, apology } = procedure;
  const positive: readonly (readonly [string, TimeLimit | undefined])[] = [
    ['supplement.applicantLimit', supplement.applicantLimit],
    ['supplement.requestLimit.agency', supplement.requestLimit.agency],
    ['supplement.requestLimit.desk', supplement.requestLimit.desk],
    ['answer.limit', answer.limit],
    ['answer.alert', answer.alert],
    ['apology.lead', apology.lead],
    ['apology.letterLimit', apology.at === 'before-expiry' ? apology.letterLimit : undefined],
    ['remoteExtra', procedure.remoteExtra],
    ['undatedMaximum', procedure.undatedMaximum],
  ];
  for (const [path, limit] of positive) {
    if (limit !== undefined && budgetOfLimit(limit).amount <= 0) {
      problems.error('amount-not-positive', path, { amount: budgetOfLimit(limit).amount });
    }
  }
  if (!isShorter(apology.letterLimit, apology.lead)) {
    problems.error('letter-limit-not-within-lead', 'apology.letterLimit', pairOf(apology.letterLimit, apology.lead));
  }
  if (!isShorter(answer.alert, answer.limit)) {
    problems.error('alert-not-before-limit', 'answer.alert', pairOf(answer.alert, answer.limit));
  }
}

/** False also when the two do not compare: an order nobody can check is no order. */
function isShorter(first: TimeLimit, second: TimeLimit): boolean {
  const [one, other] = [budgetOfLimit(first), budgetOfLimit(second)];
  return first.unit === second.unit && one.amount < other.amount;
}

function pairOf(first: TimeLimit, second: TimeLimit): Readonly<Record<string, string>> {
  return { given: describeLimit(first), bound: describeLimit(second) };
}

function isDate(text: string): boolean {
  const match = ISO_DATE.exec(text);
  if (match === null) {
    return false;
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length !== undefined && day >= 1 && day <= length;
}
