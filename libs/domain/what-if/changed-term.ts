import type { TermRule, TimeLimit } from '../deadline/time-limit.js';
import type { ProcedureCase, ProcedureVersion, TermPart } from '../procedure/procedure.js';
import { termOfPart } from '../procedure/stages.js';
import type { TermChange } from './scenario.js';

/** 8 office hours of a stage are one working day of the term (`budgetOfLimit`). */
const OFFICE_HOURS_PER_DAY = 8;

/** A version with the terms a scenario gives it; the very same where it gives none. */
export function withChangedTerms(procedure: ProcedureVersion, changes: readonly TermChange[]): ProcedureVersion {
  const own = changes.filter((change) => change.procedure === procedure.code);
  if (own.length === 0) {
    return procedure;
  }
  const [first, ...others] = procedure.cases.map((chosen) => own.filter((change) => change.case === undefined || change.case === chosen.code).reduce(changedCase, chosen));
  return first === undefined ? procedure : { ...procedure, cases: [first, ...others] };
}

/** Whether a change can be made to a case: it has the part, or the stage in a part whose term its stages fill in the same unit. */
export function canChange(chosen: ProcedureCase, change: TermChange): boolean {
  if (chosen.dating !== undefined) {
    return false;
  }
  return 'limit' in change ? chosen.parts[change.part - 1] !== undefined : chosen.parts.some((part) => stagePart(part, change) !== undefined);
}

function changedCase(chosen: ProcedureCase, change: TermChange): ProcedureCase {
  if (!canChange(chosen, change)) {
    return chosen;
  }
  const [first, ...others] = chosen.parts.map((part, index): TermPart => {
    if ('limit' in change) {
      return index === change.part - 1 ? { ...part, term: { ...part.term, limit: change.limit } } : part;
    }
    return stagePart(part, change) ?? part;
  });
  return first === undefined ? chosen : { ...chosen, parts: [first, ...others], ...channelTerms(chosen, first) };
}

/** A channel's own first term changes as the first part's does: to the same limit, or by the same difference. */
function channelTerms({ channelTerms: own, parts: [before] }: ProcedureCase, after: TermPart): Pick<ProcedureCase, 'channelTerms'> {
  if (own === undefined) {
    return {};
  }
  const [was, is] = [before.term.limit, after.term.limit];
  const changed = (rule: TermRule): TermRule => ({ ...rule, limit: was === is ? rule.limit : movedBy(rule.limit, was, is) });
  return { channelTerms: Object.fromEntries(Object.entries(own).map(([channel, rule]) => [channel, changed(rule)])) };
}

function movedBy(own: TimeLimit, was: TimeLimit, is: TimeLimit): TimeLimit {
  if (own.unit === 'same-day' || was.unit === 'same-day' || is.unit === 'same-day' || own.unit !== was.unit || was.unit !== is.unit) {
    return is;
  }
  return { unit: own.unit, amount: Math.max(0, own.amount + is.amount - was.amount) };
}

/** A part with one stage's budget and the term that follows from it; `undefined` where the stage is not there or the units do not compare. */
function stagePart(part: TermPart, { stage: id, budget }: Extract<TermChange, { readonly stage: string }>): TermPart | undefined {
  const { limit } = part.term;
  const isThere = part.groups.some(({ stages }) => stages.some((stage) => stage.id === id && stage.budget?.unit === budget.unit && stage.excluded === undefined));
  if (!isThere || (limit.unit !== 'working-days' && limit.unit !== 'working-hours')) {
    return undefined;
  }
  const groups = part.groups.map((group) => ({ ...group, stages: group.stages.map((stage) => (stage.id === id ? { ...stage, budget } : stage)) }));
  const [before, after] = [termOfPart(part), termOfPart({ ...part, groups })];
  if (before === undefined || after === undefined) {
    return undefined;
  }
  const more = (after.amount - before.amount) / (limit.unit === 'working-days' ? OFFICE_HOURS_PER_DAY : 1);
  return { ...part, groups, term: { ...part.term, limit: { unit: limit.unit, amount: Math.max(0, limit.amount + more) } } };
}
