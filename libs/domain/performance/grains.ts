import { spansBefore, spansOf, type DaySpan, type Step, type StepSpan } from './periods.js';

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
  /** Coarse first. Years and quarters keep the sum of everything before a period short. */
  readonly steps: readonly Step[];
}

/**
 * The closed list of grains, coarse first. A procedure has one field, so whatever tells procedures by channel keeps it too. What was
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
  { name: 'officer', dimensions: ['agency', 'officer'], steps: ['year', 'quarter', 'half-month'] },
  { name: 'agency-procedure-channel', dimensions: ['agency', 'procedure', 'field', 'channel'], steps: ['year', 'quarter', 'half-month'] },
];

/** The cells that answer a question. */
export interface CellPlan {
  readonly grain: Grain;
  readonly before: readonly StepSpan[];
  readonly within: readonly StepSpan[];
}

/** The coarsest grain that tells apart what is asked for and whose cells compose the days exactly; `undefined` when none does. */
export function planCells(asked: readonly (Dimension | DossierDimension)[], days: DaySpan): CellPlan | undefined {
  for (const grain of GRAINS) {
    const { dimensions, steps } = grain;
    const before = spansBefore(days.first, steps);
    const within = spansOf(days, steps);
    const fits = asked.every((dimension) => (dimensions as readonly string[]).includes(dimension)) && asked.includes('officer') === dimensions.includes('officer');
    if (fits && before !== undefined && within !== undefined) {
      return { grain, before, within };
    }
  }
  return undefined;
}
