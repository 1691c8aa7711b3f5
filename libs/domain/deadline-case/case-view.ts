import type { Wake } from '../dossier/view.js';
import { casePoints } from './case-points.js';
import type { CaseState } from './case-state.js';

/** A case as its workflow sees it: no personal data, at most 500 bytes as JSON. */
export interface CaseView {
  readonly kind: string;
  /** Clocks that run. */
  readonly clocks: readonly string[];
  readonly points: readonly Wake[];
  readonly closed: boolean;
}

const VIEW_POINTS = 3;
const VIEW_CLOCKS = 6;

/** The view of a state. Its points are woken for once they are older than the allowed clock skew. */
export function viewOfCase(state: CaseState, skewMs: number): CaseView {
  return {
    kind: state.kind,
    clocks: state.clocks.filter(({ stopped }) => stopped === undefined).map(({ clock }) => clock).slice(0, VIEW_CLOCKS),
    points: casePoints(state).slice(0, VIEW_POINTS).map(({ kind, at }) => ({ kind, at: at + skewMs })),
    closed: state.outcome !== undefined,
  };
}
