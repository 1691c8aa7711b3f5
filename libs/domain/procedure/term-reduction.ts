import type { TimeLimit } from '../deadline/time-limit.js';
import type { ProcedureCase } from './procedure.js';

/** What of a statutory term is cut away (cắt giảm), in the unit both are given in. */
interface TermCut {
  readonly unit: TimeLimit['unit'];
  readonly amount: number;
  readonly of: number;
  /** Hundredths of a percent, rounded half up. */
  readonly share: number;
}

/** Terms of a case side by side: the statute's, the one promised here (one limit an appointment), and the cut. */
export interface CaseTerms {
  readonly statutory?: TimeLimit;
  readonly promised: readonly TimeLimit[];
  /** Absent where nothing is cut, or where the two are given in units that do not compare. */
  readonly cut?: TermCut;
}

/** The terms of a case. A case whose date is no term's (a person sets it, or nobody) promises none. */
export function termsOf({ statutoryLimit, parts, dating }: ProcedureCase): CaseTerms {
  const promised = dating === undefined ? parts.map(({ term }) => term.limit) : [];
  if (statutoryLimit === undefined) {
    return { promised };
  }
  const cut = cutOf(statutoryLimit, promised);
  return { statutory: statutoryLimit, promised, ...(cut === undefined ? {} : { cut }) };
}

function cutOf(statutory: TimeLimit, promised: readonly TimeLimit[]): TermCut | undefined {
  const amounts = promised.flatMap((limit) => (limit.unit !== 'same-day' && limit.unit === statutory.unit ? [limit.amount] : []));
  if (statutory.unit === 'same-day' || promised.length === 0 || amounts.length < promised.length) {
    return undefined;
  }
  const amount = statutory.amount - amounts.reduce((sum, one) => sum + one, 0);
  return amount > 0 ? { unit: statutory.unit, amount, of: statutory.amount, share: Math.round((amount * 10_000) / statutory.amount) } : undefined;
}
