import type { Engine } from '#service';

/** How figures are read for somebody. */
export interface FigureReader {
  /** As the application reads: what is told with figures and is nobody's own, such as since when a province has any, targets and names. */
  readonly engine: Engine;
  /** The counts themselves and the dossiers behind them, as far as the actor reaches. */
  readonly counts: Engine['database'];
}
