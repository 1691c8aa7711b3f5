import type { StageBudget, TimeLimit } from '../deadline/time-limit.js';
import type { Stage, TermPart } from './procedure.js';

/** Budgets are quarters of hours and of days in every source seen; sums of decimals must not fail on their last binary digit. */
export const BUDGET_TOLERANCE = 1e-6;

/** Internal processes count eight working hours as one working day ("tính mỗi ngày 08 giờ làm việc"), whatever the office's own day is. */
const OFFICE_HOURS_PER_WORKING_DAY = 8;

/** Days of a month and of a year where a plan must compare them with days (Civil Code 2015 Art. 146.1). Never used to count a date. */
const PLANNED_DAYS = { months: 30, years: 365 } as const;

type CountedStage = Stage & { readonly budget: StageBudget };

/** True when the stage's time belongs to the term: it has a budget and nothing excludes it. */
export function isCounted(stage: Stage): stage is CountedStage {
  return stage.excluded === undefined && stage.budget !== undefined;
}

/** What a term allows its stages, in the unit stages of such a term are given in; a day's work for same-day terms. */
export function budgetOfLimit(limit: TimeLimit): StageBudget {
  switch (limit.unit) {
    case 'working-days':
      return { unit: 'office-hours', amount: limit.amount * OFFICE_HOURS_PER_WORKING_DAY };
    case 'working-hours':
      return { unit: 'working-hours', amount: limit.amount };
    case 'calendar-days':
      return { unit: 'calendar-days', amount: limit.amount };
    case 'months':
    case 'years':
      return { unit: 'calendar-days', amount: limit.amount * PLANNED_DAYS[limit.unit] };
    case 'same-day':
      return { unit: 'working-hours', amount: OFFICE_HOURS_PER_WORKING_DAY };
  }
}

/** A limit as data of a problem: amount and unit, unlocalised. */
export function describeLimit(limit: TimeLimit): string {
  return limit.unit === 'same-day' ? limit.unit : `${String(limit.amount)} ${limit.unit}`;
}

/** What the term of a part allows its stages. */
export function partBudget(part: TermPart): StageBudget {
  return budgetOfLimit(part.term.limit);
}

/**
 * What the stages of a part take: the sum over its groups of the longest counted stage, in the unit of `partBudget`.
 * `undefined` when a counted stage is given in a unit that does not compare with the term.
 */
export function termOfPart(part: TermPart): StageBudget | undefined {
  const { unit } = partBudget(part);
  let amount = 0;
  for (const group of part.groups) {
    const counted = group.stages.filter(isCounted);
    if (counted.some((stage) => stage.budget.unit !== unit)) {
      return undefined;
    }
    amount += longestOf(counted.map((stage) => stage.budget.amount));
  }
  return { unit, amount };
}

function longestOf(amounts: readonly number[]): number {
  return amounts.reduce((longest, amount) => (amount > longest ? amount : longest), 0);
}

/**
 * A part with time added to its term given to the stage that bears it: the last counted one of the competent agency (of any
 * agency where the competent one has none), the longest where several stand beside each other. Stages and term then fill
 * each other as before. Time in a unit the stage is not given in stays outside its budget: validation refuses such a part.
 */
export function withExtra(part: TermPart, extra: TimeLimit | undefined): TermPart {
  const bearer = extra === undefined ? undefined : bearerOf(part);
  if (extra === undefined || bearer === undefined) {
    return part;
  }
  const more = budgetOfLimit(extra);
  const extended = (stage: Stage): Stage =>
    stage === bearer && bearer.budget.unit === more.unit ? { ...stage, budget: { unit: more.unit, amount: bearer.budget.amount + more.amount } } : stage;
  return { ...part, groups: part.groups.map((group) => ({ ...group, stages: group.stages.map(extended) })) };
}

function bearerOf({ groups }: TermPart): CountedStage | undefined {
  const counted = groups.map(({ stages }) => stages.filter(isCounted));
  const own = counted.map((stages) => stages.filter(({ owner }) => owner === 'competent'));
  const last = own.findLast((stages) => stages.length > 0) ?? counted.findLast((stages) => stages.length > 0) ?? [];
  return last.find(({ budget }) => budget.amount === longestOf(last.map((stage) => stage.budget.amount)));
}
