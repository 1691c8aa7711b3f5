import type { FoldSteps } from './fold-step.js';

/** Events about faults of the agency. */
export type FaultEventType = 'FaultAcknowledged' | 'CorrectionOpened';

/** Fold steps of the events about faults: they stand beside the clock and change no date. */
export const foldFault: FoldSteps<FaultEventType> = {
  FaultAcknowledged: (state, { payload: { fault, documentNumber }, occurredAt }) => ({
    ...state,
    fault: { fault, at: occurredAt, ...(documentNumber === undefined ? {} : { documentNumber }) },
  }),
  CorrectionOpened: (state, { payload }) => (state.fault === undefined ? state : { ...state, fault: { ...state.fault, correctedBy: payload.dossier } }),
};
