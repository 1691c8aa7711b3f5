import type { Fault } from './fault-state.js';

/** Bodies of the commands about faults of the agency. */
export interface FaultCommandBodies {
  AcknowledgeFault: { readonly fault: Fault; readonly documentNumber?: string };
  /** Given by the engine alone: a new dossier was taken in to correct this one. `dossier` is its code. */
  RecordCorrection: { readonly dossier: string };
}
