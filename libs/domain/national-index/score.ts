import type { Points } from '../par-index/points.js';
import { rateValue, type RateValue } from '../performance/rate-value.js';
import type { IndexComponent, IndexGroup, IndexInput, IndexRule, IndexScheme } from './scheme.js';

/** What was counted for a component. */
export interface Counted {
  readonly n: number;
  readonly d: number;
}

/** What is known; an input that is not there was not counted. */
export type IndexInputs = Readonly<Partial<Record<IndexInput, Counted>>>;

/** `nothing-arose`: there was nothing to count; `no-data`: nobody counts it, or no source says what to count. */
export const INDEX_STATES = ['scored', 'nothing-arose', 'no-data'] as const;
export type IndexState = (typeof INDEX_STATES)[number];

/** A component with its points. */
export interface ComponentScore extends Omit<IndexComponent, 'rule'> {
  readonly rule?: IndexRule;
  readonly state: IndexState;
  readonly share?: RateValue;
  /** Absent where the component is not scored. */
  readonly points?: Points;
  /** Points short of the maximum. */
  readonly gap?: Points;
  /** How many more in the numerator give all points, the denominator being as it is. */
  readonly toFull?: number;
}

/** Points of some components; `known` is what those scored could have had together. */
export interface PointsOf {
  readonly points: Points;
  readonly known: Points;
  readonly maximum: Points;
}

/** A group with its points. */
export interface GroupScore extends Omit<IndexGroup, 'components'>, PointsOf {
  readonly components: readonly ComponentScore[];
}

/** The index of a scope and period. */
export interface IndexScore extends PointsOf {
  readonly groups: readonly GroupScore[];
}

const WHOLE = 10_000;

/** Scores what is known by a scheme. What is not known gives no points and takes none: `known` says how much is judged. */
export function scoreIndex(scheme: IndexScheme, inputs: IndexInputs): IndexScore {
  const groups = scheme.groups.map((group): GroupScore => {
    const components = group.components.map((component) => scoreComponent(component, component.input === undefined ? undefined : inputs[component.input]));
    return { ...group, ...sumOf(components.map(({ points, maximum }) => ({ points: points ?? 0, known: points === undefined ? 0 : maximum, maximum }))), components };
  });
  return { ...sumOf(groups), groups };
}

function scoreComponent(component: IndexComponent, counted: Counted | undefined): ComponentScore {
  const { rule, maximum } = component;
  if (rule === undefined || counted === undefined) {
    return { ...component, state: 'no-data' };
  }
  const share = rateValue(counted.n, counted.d);
  if (counted.d <= 0) {
    const { nothingArose } = rule;
    return { ...component, state: 'nothing-arose', share, ...(nothingArose === undefined ? {} : { points: nothingArose, gap: maximum - nothingArose }) };
  }
  const points = pointsFor(rule, maximum, counted);
  return { ...component, state: 'scored', share, points, gap: maximum - points, toFull: Math.max(0, Math.ceil(((rule.fullFrom ?? WHOLE) * counted.d) / WHOLE) - counted.n) };
}

/** Half up to hundredths of a point, on whole numbers. A share above the whole gives what the whole gives. */
function pointsFor({ fullFrom = WHOLE, below }: IndexRule, maximum: Points, { n, d }: Counted): Points {
  if (n * WHOLE >= fullFrom * d) {
    return maximum;
  }
  const whole = below === 'share' ? WHOLE : fullFrom;
  return Math.floor((2 * maximum * Math.max(0, n) * WHOLE + whole * d) / (2 * whole * d));
}

function sumOf(parts: readonly PointsOf[]): PointsOf {
  return parts.reduce((sum, { points, known, maximum }) => ({ points: sum.points + points, known: sum.known + known, maximum: sum.maximum + maximum }), { points: 0, known: 0, maximum: 0 });
}
