/** What an agency can have done wrong: issued a result with errors, or lost the papers (NĐ 61/2018 Art. 21). */
export const FAULTS = ['wrong-result', 'lost-dossier'] as const;
export type Fault = (typeof FAULTS)[number];

/** An acknowledged fault and what became of it. */
export interface FaultState {
  readonly fault: Fault;
  readonly at: number;
  readonly documentNumber?: string;
  /** Code of the dossier that corrects it. */
  readonly correctedBy?: string;
  /** The dossier itself was opened again to be put right. */
  readonly reopenedAt?: number;
}
