import { type ParCatalogue, rowsOf } from './catalogue.js';
import { likeness } from './folded-text.js';
import type { CriterionTarget } from './plan-targets.js';

/** To which criterion a target belongs; a person says so where the names are too far apart or too close to another, or the points differ. */
export type TargetMatch =
  | { readonly kind: 'matched'; readonly code: string }
  | { readonly kind: 'unmatched'; readonly reason: 'no-such-name' | 'several-alike' | 'maximum-differs'; readonly closest?: string };

/** How alike a heading and a name must be. Below it scanned headings meet names of other criteria. */
const ALIKE = 0.6;
/** How much further the next best name must be. */
const APART = 0.1;

/** The criterion whose name the target's heading bears. A number alone proves nothing: plans number what is theirs. */
export function matchTarget({ heading, maximum }: Pick<CriterionTarget, 'heading' | 'maximum'>, catalogue: ParCatalogue): TargetMatch {
  const ranked = rowsOf(catalogue)
    .flatMap(({ item }) => (item.name === undefined ? [] : [{ item, alike: likeness(heading.title, item.name) }]))
    .sort((a, b) => b.alike - a.alike);
  const [best, next] = ranked;
  if (best === undefined || best.alike < ALIKE) {
    return { kind: 'unmatched', reason: 'no-such-name' };
  }
  const closest = best.item.code;
  if (next !== undefined && best.alike - next.alike < APART) {
    return { kind: 'unmatched', reason: 'several-alike', closest };
  }
  return best.item.maximum === undefined || best.item.maximum === maximum ? { kind: 'matched', code: closest } : { kind: 'unmatched', reason: 'maximum-differs', closest };
}
