import type { IndexInput, IndexScheme } from './scheme.js';
import { type Counted, type IndexInputs, type IndexScore, scoreIndex } from './score.js';

/**
 * Something supposed of an input: some more, or fewer, in its numerator; its share, in hundredths of a percent, its denominator being as
 * it is; or both numbers, also where nobody counts it.
 */
export type IndexChange =
  | { readonly kind: 'more'; readonly input: IndexInput; readonly more: number }
  | { readonly kind: 'share'; readonly input: IndexInput; readonly share: number }
  | ({ readonly kind: 'counts'; readonly input: IndexInput } & Counted);

/** Why a change cannot be supposed. `not-counted`: there are no numbers to change; `out-of-range`: only `least` to `most` more are possible. */
export type ChangeObjection =
  | { readonly code: 'not-counted'; readonly place: number; readonly input: IndexInput }
  | { readonly code: 'out-of-range'; readonly place: number; readonly input: IndexInput; readonly least: number; readonly most: number };

/** A score as it is and as it would be. */
export interface Simulation {
  readonly now: IndexScore;
  readonly supposed: IndexScore;
  readonly inputs: IndexInputs;
}

const WHOLE = 10_000;

/** The score if the inputs were other than they are; changes are supposed one after the other. Nothing is stored. */
export function simulateIndex(scheme: IndexScheme, inputs: IndexInputs, changes: readonly IndexChange[]): Simulation | ChangeObjection {
  let supposed = inputs;
  for (const [place, change] of changes.entries()) {
    const counted = applied(change, supposed[change.input], place);
    if ('code' in counted) {
      return counted;
    }
    supposed = { ...supposed, [change.input]: counted };
  }
  return { now: scoreIndex(scheme, inputs), supposed: scoreIndex(scheme, supposed), inputs: supposed };
}

function applied(change: IndexChange, counted: Counted | undefined, place: number): Counted | ChangeObjection {
  const { input } = change;
  if (change.kind === 'counts') {
    return { n: change.n, d: change.d };
  }
  if (counted === undefined) {
    return { code: 'not-counted', place, input };
  }
  const { n, d } = counted;
  if (change.kind === 'share') {
    return { n: Math.ceil((change.share * d) / WHOLE), d };
  }
  const most = Math.max(0, d - n);
  return n + change.more < 0 || change.more > most ? { code: 'out-of-range', place, input, least: -n, most } : { n: n + change.more, d };
}
