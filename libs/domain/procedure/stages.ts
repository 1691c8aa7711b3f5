import type { StageBudget, TimeLimit } from '../deadline/time-limit.js';
import type { Stage, TermPart } from './procedure.js';

/** Internal processes count eight working hours as one working day ("tính mỗi ngày 08 giờ làm việc"), whatever the office's own day is. */
const OFFICE_HOURS_PER_WORKING_DAY = 8;

/** Days of a month and of a year where a plan must compare them with days (Civil Code 2015 Art. 146.1). Never used to count a date. */
const PLANNED_DAYS = { months: 30, years: 365 } as const;

/** True when the stage's time belongs to the term: it has a budget and nothing excludes it. */
export function isCounted(stage: Stage): stage is Stage & { readonly budget: StageBudget } {
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
