import { type Agency, hasEnded } from './agency.js';

/** What is wrong with a new agency or a change of one. */
export type AgencyProblemCode =
  | 'code-taken'
  | 'unknown-province'
  | 'province-not-its-own'
  | 'unknown-parent'
  | 'parent-of-other-province'
  | 'parent-below-itself'
  | 'unit-code-taken'
  | 'fixed-once-in-use'
  | 'desk-has-received'
  | 'remote-has-counted'
  | 'ends-in-the-past'
  | 'ended-already';

/** One thing wrong with an agency: what, and at which of its fields. */
export interface AgencyProblem {
  readonly code: AgencyProblemCode;
  readonly field: keyof Agency;
}

/** What already rests on an agency. */
export interface AgencyUse {
  /** A published calendar, or a code of a dossier, names it. */
  readonly named: boolean;
  /** A dossier was received at its desk. */
  readonly received: boolean;
  /** A dossier lies, or is decided, in it. */
  readonly decided: boolean;
}

/** What a change of an agency is checked against. */
interface AgencySurroundings {
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly use: AgencyUse;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Stand in codes of dossiers, in sums of figures and in events: another value would make what was written under the old one untrue. */
const FIXED = ['unitCode', 'province', 'kind'] as const satisfies readonly (keyof Agency)[];

/**
 * What keeps an agency from being entered (`before` absent) or changed to `after`. Name, superior, parent, telephone, symbol and end
 * may change at any time: they are read when something is printed, shown or assigned. `desk` and `remote` are fixed with the first dossier
 * they counted for, because marks (index 5 of TT 01/2018) and explanations of dates are counted again from them.
 */
export function agencyProblems(before: Agency | undefined, after: Agency, { agencies, use, today }: AgencySurroundings): readonly AgencyProblem[] {
  const problems: AgencyProblem[] = [];
  const refuse = (code: AgencyProblemCode, field: keyof Agency): void => void problems.push({ code, field });
  if (before === undefined && agencies.has(after.code)) {
    refuse('code-taken', 'code');
  }
  checkPlace(after, agencies, refuse);
  if ([...agencies.values()].some(({ code, unitCode }) => code !== after.code && unitCode === after.unitCode)) {
    refuse('unit-code-taken', 'unitCode');
  }
  if (after.endsOn !== undefined && after.endsOn < today && before?.endsOn !== after.endsOn) {
    refuse('ends-in-the-past', 'endsOn');
  }
  if (before !== undefined) {
    checkUse(before, after, { use, today }, refuse);
  }
  return problems;
}

type Refuse = (code: AgencyProblemCode, field: keyof Agency) => void;

function checkPlace({ code, province, parent }: Agency, agencies: ReadonlyMap<string, Agency>, refuse: Refuse): void {
  if (province !== code && !agencies.has(province)) {
    refuse('unknown-province', 'province');
  } else if (agencies.get(province)?.province !== province && province !== code) {
    refuse('province-not-its-own', 'province');
  }
  if (parent === undefined) {
    return;
  }
  const above = agencies.get(parent);
  if (above === undefined) {
    refuse('unknown-parent', 'parent');
  } else if (above.province !== province) {
    refuse('parent-of-other-province', 'parent');
  }
  const seen = new Set<string>();
  for (let current: string | undefined = parent; current !== undefined && !seen.has(current); current = agencies.get(current)?.parent) {
    if (current === code) {
      refuse('parent-below-itself', 'parent');
    }
    seen.add(current);
  }
}

function checkUse(before: Agency, after: Agency, { use, today }: Pick<AgencySurroundings, 'use' | 'today'>, refuse: Refuse): void {
  for (const field of FIXED) {
    if (use.named && before[field] !== after[field]) {
      refuse('fixed-once-in-use', field);
    }
  }
  if (use.received && before.desk !== after.desk) {
    refuse('desk-has-received', 'desk');
  }
  if (use.decided && (before.remote ?? false) !== (after.remote ?? false)) {
    refuse('remote-has-counted', 'remote');
  }
  // Registers are closed and work is handed on once an agency has ended: it is not brought back.
  if (hasEnded(before, today) && before.endsOn !== after.endsOn) {
    refuse('ended-already', 'endsOn');
  }
}
