import type { Dimension } from './grains.js';

/** What a target of the late rate can be set for: a province, or what these narrow it to. */
export const TARGET_DIMENSIONS = ['agency', 'field', 'procedure'] as const satisfies readonly Dimension[];

/** For whom a target holds. What is left open is every agency, field or procedure of the province. */
export type TargetScope = Readonly<Partial<Record<(typeof TARGET_DIMENSIONS)[number], string>>>;

/** A target somebody decided. Days are local, `YYYY-MM-DD`. */
export interface LateTarget {
  readonly scope: TargetScope;
  /** The late rate stays below this, in hundredths of a percent (200 is 2 %); absent: the scope has no target of its own any more. */
  readonly target?: number;
  readonly validFrom: string;
  /** The last day, included; absent while nobody knows it. */
  readonly validUntil?: string;
  readonly documentNumber: string;
  /** Order of entry: of two for the same scope and day the later counts. */
  readonly number: number;
}

/** The target that holds for a question, and where it comes from; without `decided` the installation's own. */
export interface TargetInForce {
  readonly target: number;
  readonly decided?: LateTarget;
}

/** A procedure is narrower than its field, and both are narrower than an agency, which handles many. */
const WEIGHTS: Readonly<Record<(typeof TARGET_DIMENSIONS)[number], number>> = { procedure: 4, field: 2, agency: 1 };

/**
 * The target of a scope on a day: of those decided for it or for what contains it the most specific one, `usual` where there
 * is none. Whoever asks about a procedure names its field too, or targets of the field are not found.
 */
export function targetInForce(targets: readonly LateTarget[], asked: TargetScope, day: string, usual: number): TargetInForce {
  const latest = new Map<string, LateTarget>();
  for (const each of [...targets].sort((a, b) => a.number - b.number)) {
    if (isInForceOn(each, day) && contains(each.scope, asked)) {
      latest.set(readableScope(each.scope), each);
    }
  }
  const own = [...latest.values()].filter(({ target }) => target !== undefined).sort((a, b) => weightOf(b.scope) - weightOf(a.scope));
  const [decided] = own;
  return decided?.target === undefined ? { target: usual } : { target: decided.target, decided };
}

function isInForceOn({ validFrom, validUntil }: LateTarget, day: string): boolean {
  return validFrom <= day && (validUntil === undefined || day <= validUntil);
}

function contains(scope: TargetScope, asked: TargetScope): boolean {
  return TARGET_DIMENSIONS.every((dimension) => scope[dimension] === undefined || scope[dimension] === asked[dimension]);
}

function weightOf(scope: TargetScope): number {
  return TARGET_DIMENSIONS.reduce((sum, dimension) => sum + (scope[dimension] === undefined ? 0 : WEIGHTS[dimension]), 0);
}

/** A scope as one word: agency, field and procedure joined by `/`, each blank where it is all of them. Codes hold no `/`. */
export function readableScope(scope: TargetScope): string {
  return [scope.agency, scope.field, scope.procedure].map((part) => part ?? '').join('/');
}
