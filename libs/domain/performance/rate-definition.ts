import type { PeriodFigures } from './measures.js';

/** How being late, on time or early was told: by the minute of the slip, by local date as the portal does, or not at all. */
export type Comparison = 'minute' | 'date' | 'none';

/** A rate as its file of the catalogue states it; its name is the key it stands under. */
export interface RateDefinition {
  /** Numerator and denominator in words. */
  readonly formula: string;
  readonly comparison: Comparison;
  /** What it counts; only rates of stages can be asked for one officer. Dossiers unless it says so. */
  readonly of?: 'dossiers' | 'stages';
  /** It can be told from the dossiers as they stand, without the history the cells keep. */
  readonly fromDossiers?: boolean;
  /** The rate stays below this, in hundredths of a percent. */
  readonly target?: number;
  numerator(figures: PeriodFigures): number;
  denominator(figures: PeriodFigures): number;
}
