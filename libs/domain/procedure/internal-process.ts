import type { StageBudget } from '../deadline/time-limit.js';
import type { ProcedureCase, Stage } from './procedure.js';
import { BUDGET_TOLERANCE, partBudget, termOfPart } from './stages.js';

/** A step of a published internal process. */
interface ProcessStep {
  /** Counted from 1 through the whole case; steps that run side by side have numbers of their own. */
  readonly number: number;
  /** Which appointment it belongs to, from 1. */
  readonly part: number;
  /** Steps of one group run side by side. */
  readonly group: number;
  readonly stage: Stage;
}

/** The total row of one appointment: what the steps take beside what the term allows. */
interface ProcessTotal {
  readonly part: number;
  readonly allowed: StageBudget;
  /** Absent where a step is given in a unit that does not compare with the term. */
  readonly taken?: StageBudget;
  readonly standing: 'equal' | 'below' | 'above' | 'not-comparable';
}

/** The internal process of a case (quy trình nội bộ, TT 01/2018/TT-VPCP Art. 8) as it is published: steps, then totals. */
export interface InternalProcess {
  readonly steps: readonly ProcessStep[];
  readonly totals: readonly ProcessTotal[];
}

/** The steps of a case in order, with the sum of each appointment checked against its term. */
export function internalProcessOf({ parts }: ProcedureCase): InternalProcess {
  const placed = parts.flatMap((part, p) => part.groups.flatMap((group, g) => group.stages.map((stage) => ({ part: p + 1, group: g + 1, stage }))));
  return {
    steps: placed.map((step, index) => ({ number: index + 1, ...step })),
    totals: parts.map((part, index) => {
      const [allowed, taken] = [partBudget(part), termOfPart(part)];
      return { part: index + 1, allowed, ...(taken === undefined ? {} : { taken }), standing: standingOf(allowed, taken) };
    }),
  };
}

function standingOf(allowed: StageBudget, taken: StageBudget | undefined): ProcessTotal['standing'] {
  if (taken === undefined) {
    return 'not-comparable';
  }
  const rest = allowed.amount - taken.amount;
  return Math.abs(rest) <= BUDGET_TOLERANCE ? 'equal' : rest > 0 ? 'below' : 'above';
}
