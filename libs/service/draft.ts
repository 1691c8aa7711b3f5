import type { ChainedRow, ChainHead, DossierState } from '#domain';
import type { DwellDelta, FigureDelta } from '#domain/figures';

/** Events chained but not yet stored, with what they do to the figures. */
export interface Draft {
  readonly head: ChainHead;
  readonly state: DossierState | undefined;
  /** The dossier before the first of `rows`; absent when that opens it. */
  readonly before?: DossierState;
  readonly rows: readonly ChainedRow[];
  readonly deltas: readonly FigureDelta[];
  /** Runs of stages its events ended. */
  readonly dwells: readonly DwellDelta[];
}
