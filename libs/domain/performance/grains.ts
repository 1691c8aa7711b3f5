import type { LocalDate } from '../time/local-date.js';
import { type DaySpan, spansAfter, spansBefore, spansOf, type Step, stepNumber, type StepSpan } from './periods.js';

/** What figures can be told apart by, within a province. */
export const DIMENSIONS = ['agency', 'procedure', 'field', 'channel', 'officer'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * What only the dossiers themselves tell apart: the case of a procedure, and the commune, which is the agency of the place the
 * matter lies in (`DossierState.place`) whoever handles it. No cells are kept for them.
 */
export const DOSSIER_DIMENSIONS = ['case', 'commune'] as const;
export type DossierDimension = (typeof DOSSIER_DIMENSIONS)[number];

/** A size in which figures are kept. Every grain belongs to one province. */
export interface Grain {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /** Coarse first. Years and quarters keep the sum of everything before a period short; every grain has a cell of everything beside them. */
  readonly steps: readonly Step[];
}

/**
 * The closed list of grains, coarse first. A procedure has one field, so whatever tells procedures of agencies or by channel keeps it too. What was
 * received is told by channel in every table of handling, whatever its lines are. Officers have a grain of their own for their own
 * figures; nothing ranks them.
 */
export const GRAINS: readonly Grain[] = [
  { name: 'province', dimensions: [], steps: ['year', 'quarter', 'half-month', 'day'] },
  { name: 'agency', dimensions: ['agency'], steps: ['year', 'quarter', 'half-month', 'day'] },
  { name: 'province-channel', dimensions: ['channel'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'province-field', dimensions: ['field'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'agency-channel', dimensions: ['agency', 'channel'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'field-channel', dimensions: ['field', 'channel'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'province-procedure', dimensions: ['procedure'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'procedure-channel', dimensions: ['procedure', 'field', 'channel'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'agency-procedure', dimensions: ['agency', 'procedure', 'field'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'officer', dimensions: ['agency', 'officer'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'agency-procedure-channel', dimensions: ['agency', 'procedure', 'field', 'channel'], steps: ['year', 'quarter', 'half-month'] },
];

/** How often a cell counts in the stock at the end of a period and in that carried over into it, and whether it is of the period itself. */
export interface CellShare {
  readonly stock: -1 | 0 | 1;
  readonly carried: -1 | 0 | 1;
  readonly within: boolean;
}

/** The cells that answer a question: sums of them are the figures of a period. */
export interface CellPlan {
  readonly grain: Grain;
  readonly parts: readonly (StepSpan & CellShare)[];
}

/** A stock is what came before; or everything without what came after, and carried over is what is without the period too. */
const BEFORE_OR_EVERYTHING: CellShare = { stock: 1, carried: 1, within: false };
const WITHIN: CellShare = { stock: 1, carried: 0, within: true };
const AFTER: CellShare = { stock: -1, carried: -1, within: false };
const WITHIN_EVERYTHING: CellShare = { stock: 0, carried: -1, within: true };

/** The cell of everything of a grain. */
const ALL: StepSpan = { step: 'all', from: 0, to: 0 };
/** So many years lie behind a period, as far as whoever chooses between ways to count it knows. */
const YEARS_BEHIND = 3;

/**
 * The coarsest grain that tells apart what is asked for and whose cells compose the days exactly, with whichever of both ways to count a stock
 * reads fewer cells; `undefined` when none does. After `today` there are few cells, if any.
 */
export function planCells(asked: readonly (Dimension | DossierDimension)[], days: DaySpan, today: LocalDate): CellPlan | undefined {
  for (const grain of GRAINS) {
    const { dimensions, steps } = grain;
    const [before, within, after] = [spansBefore(days.first, steps), spansOf(days, steps), spansAfter(days.last, steps)];
    const fits = asked.every((dimension) => (dimensions as readonly string[]).includes(dimension)) && asked.includes('officer') === dimensions.includes('officer');
    if (fits && before !== undefined && within !== undefined && after !== undefined) {
      const parts = cellsUntil(today, after) + 1 < cellsUntil(today, before)
        ? [...sharing([ALL], BEFORE_OR_EVERYTHING), ...sharing(after, AFTER), ...sharing(within, WITHIN_EVERYTHING)]
        : [...sharing(before, BEFORE_OR_EVERYTHING), ...sharing(within, WITHIN)];
      return { grain, parts };
    }
  }
  return undefined;
}

function sharing(spans: readonly StepSpan[], share: CellShare): CellPlan['parts'] {
  return spans.map((span) => ({ ...span, ...share }));
}

function cellsUntil(today: LocalDate, spans: readonly StepSpan[]): number {
  return spans.reduce((sum, { step, from, to }) => sum + (step === 'all' ? 1 : Math.min(Math.max(0, Math.min(to, stepNumber(step, today)) - from + 1), step === 'year' ? YEARS_BEHIND : Infinity)), 0);
}
