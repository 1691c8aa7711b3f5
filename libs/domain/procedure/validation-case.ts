import type { TermRule, TimeLimit } from '../deadline/time-limit.js';
import { CHANNELS } from './channel.js';
import type { ProblemList } from './problems.js';
import type { ProcedureCase, ProcedureVersion, Stage, TermPart } from './procedure.js';
import { BUDGET_TOLERANCE, budgetOfLimit, describeLimit, isCounted, partBudget, termOfPart } from './stages.js';

const COMPONENT_CODE = /^[0-9A-Z]+([.-][0-9A-Z]+)*$/;

/** Owners that become an agency of the dossier at intake; any other is an agency code. */
export const RESOLVED_OWNERS: readonly string[] = ['receiving', 'competent', 'place'];

/** Checks one way a procedure can run; problems are reported under `path`. */
export function checkCase(
  procedure: ProcedureVersion,
  candidate: ProcedureCase,
  path: string,
  agencies: ReadonlySet<string> | undefined,
  problems: ProblemList,
): void {
  checkCodes(procedure, candidate, path, problems);
  if (candidate.parts.length > 2) {
    problems.error('too-many-parts', `${path}.parts`, { parts: candidate.parts.length });
  }
  candidate.parts.forEach((part, index) => {
    const at = `${path}.parts[${String(index)}]`;
    checkTermRule(part.term, `${at}.term`, problems);
    checkStages(part, at, agencies, problems);
    checkSum(part, at, problems);
    checkLead(procedure, part, at, problems);
  });
  checkChannelTerms(procedure, candidate, path, problems);
  checkStatute(candidate, path, problems);
  const { remoteExtra } = procedure;
  const { limit } = candidate.parts[0].term;
  if (remoteExtra !== undefined && remoteExtra.unit !== limit.unit) {
    problems.error('remote-extra-unit', `${path}.parts[0].term.limit`, { extra: remoteExtra.unit, term: limit.unit });
  }
}

function checkCodes(procedure: ProcedureVersion, candidate: ProcedureCase, path: string, problems: ProblemList): void {
  const suffix = candidate.code.slice(procedure.code.length);
  if (!candidate.code.startsWith(procedure.code) || !/^\.\d{2}$/.test(suffix)) {
    problems.error('malformed-case-code', `${path}.code`, { code: candidate.code });
  }
  const seen = new Set<string>();
  candidate.components.forEach((component, index) => {
    const at = `${path}.components[${String(index)}].code`;
    if (!COMPONENT_CODE.test(component.code)) {
      problems.error('malformed-component-code', at, { code: component.code });
    }
    if (seen.has(component.code)) {
      problems.error('duplicate-component-code', at, { code: component.code });
    }
    seen.add(component.code);
  });
  // A dossier's stages are known by id alone, so an id may not come back in the second part either.
  const ids = new Set<string>();
  eachStage(candidate, path, (stage, at) => {
    if (ids.has(stage.id)) {
      problems.error('duplicate-stage-id', `${at}.id`, { id: stage.id });
    }
    ids.add(stage.id);
  });
}

function checkStages(part: TermPart, path: string, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  if (!part.groups.some((group) => group.stages.some(isCounted))) {
    problems.error('empty-part', path);
  }
  part.groups.forEach((group, index) => {
    const at = `${path}.groups[${String(index)}]`;
    if (group.stages.length === 0) {
      problems.error('empty-group', at);
    }
    group.stages.forEach((stage, position) => {
      checkStage(stage, `${at}.stages[${String(position)}]`, agencies, problems);
    });
  });
}

function checkStage(stage: Stage, path: string, agencies: ReadonlySet<string> | undefined, problems: ProblemList): void {
  if (stage.excluded === undefined && stage.budget === undefined) {
    problems.error('stage-without-budget', path, { id: stage.id });
  }
  if (stage.excluded !== undefined && stage.budget !== undefined) {
    problems.error('excluded-stage-with-budget', path, { id: stage.id, excluded: stage.excluded });
  }
  if (stage.budget !== undefined && stage.budget.amount <= 0) {
    problems.error('amount-not-positive', `${path}.budget`, { amount: stage.budget.amount });
  }
  if (!RESOLVED_OWNERS.includes(stage.owner) && agencies?.has(stage.owner) === false) {
    problems.error('unknown-agency', `${path}.owner`, { agency: stage.owner });
  }
}

function checkSum(part: TermPart, path: string, problems: ProblemList): void {
  const allowed = partBudget(part);
  const taken = termOfPart(part);
  if (allowed.amount <= 0) {
    return;
  }
  if (taken === undefined) {
    problems.error('units-not-comparable', path, { term: allowed.unit });
  } else if (taken.amount > allowed.amount + BUDGET_TOLERANCE) {
    problems.error('stages-exceed-term', path, { taken: taken.amount, allowed: allowed.amount, unit: allowed.unit });
  } else if (taken.amount > 0 && part.term.limit.unit !== 'same-day' && taken.amount < allowed.amount - BUDGET_TOLERANCE) {
    problems.warn('stages-below-term', path, { taken: taken.amount, allowed: allowed.amount, unit: allowed.unit });
  }
}

function checkTermRule(rule: TermRule, path: string, problems: ProblemList): void {
  const { amount } = budgetOfLimit(rule.limit);
  if (amount <= 0) {
    problems.error('amount-not-positive', `${path}.limit`, { amount });
  }
  // Law on Civil Status: only what is done the same day moves to the next one when received after 15:00.
  if (rule.start === 'same-day-15h' && rule.limit.unit !== 'same-day') {
    problems.error('start-rule-mismatch', `${path}.start`, { start: rule.start, unit: rule.limit.unit });
  }
}

/** A draft due at or before the start of its own term would be written for every dossier, or for none. */
function checkLead(procedure: ProcedureVersion, part: TermPart, path: string, problems: ProblemList): void {
  const { at, lead } = procedure.apology;
  const { limit } = part.term;
  const [leadBudget, allowed] = [budgetOfLimit(lead), partBudget(part)];
  const covers = leadBudget.unit === allowed.unit ? leadBudget.amount >= allowed.amount : isHoursOnly(limit);
  if (at === 'before-expiry' && covers) {
    problems.warn('apology-lead-covers-term', path, { lead: describeLimit(lead), term: describeLimit(limit) });
  }
}

function isHoursOnly(limit: TimeLimit): boolean {
  return limit.unit === 'same-day' || limit.unit === 'working-hours';
}

function checkChannelTerms(procedure: ProcedureVersion, candidate: ProcedureCase, path: string, problems: ProblemList): void {
  for (const channel of CHANNELS) {
    const rule = candidate.channelTerms?.[channel];
    if (rule === undefined) {
      continue;
    }
    const at = `${path}.channelTerms.${channel}`;
    if (!procedure.channels.includes(channel)) {
      problems.warn('channel-term-not-offered', at, { channel });
    }
    checkTermRule(rule, at, problems);
    const taken = termOfPart({ term: rule, groups: candidate.parts[0].groups });
    const allowed = budgetOfLimit(rule.limit);
    if (taken === undefined) {
      problems.error('units-not-comparable', at, { term: allowed.unit });
    } else if (taken.amount > allowed.amount + BUDGET_TOLERANCE) {
      problems.error('stages-exceed-channel-term', at, { taken: taken.amount, allowed: allowed.amount, unit: allowed.unit });
    }
  }
}

/** A province may promise less than the statute gives, never more. */
function checkStatute(candidate: ProcedureCase, path: string, problems: ProblemList): void {
  if (candidate.statutoryLimit === undefined) {
    return;
  }
  const statute = budgetOfLimit(candidate.statutoryLimit);
  const promised = candidate.parts.map((part) => part.term.limit);
  if (!sameUnit(promised, statute.unit)) {
    problems.error('units-not-comparable', `${path}.statutoryLimit`, { term: statute.unit });
    return;
  }
  const total = promised.reduce((sum, limit) => sum + budgetOfLimit(limit).amount, 0);
  if (total > statute.amount + BUDGET_TOLERANCE) {
    problems.error('term-exceeds-statute', `${path}.statutoryLimit`, { promised: total, statute: statute.amount, unit: statute.unit });
  }
}

function sameUnit(limits: readonly TimeLimit[], unit: string): boolean {
  return limits.every((limit) => budgetOfLimit(limit).unit === unit);
}

function eachStage(candidate: ProcedureCase, path: string, visit: (stage: Stage, at: string) => void): void {
  candidate.parts.forEach((part, p) => {
    part.groups.forEach((group, g) => {
      group.stages.forEach((stage, s) => {
        visit(stage, `${path}.parts[${String(p)}].groups[${String(g)}].stages[${String(s)}]`);
      });
    });
  });
}
