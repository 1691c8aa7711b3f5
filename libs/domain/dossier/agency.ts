/** A body that receives, handles or decides dossiers, or a desk that serves them. */
export interface Agency {
  /** Identification code by QĐ 20/2020/QĐ-TTg: level one at the left. */
  readonly code: string;
  /** Unit code used inside dossier codes (TT 01/2018 Art. 19), level one at the right. */
  readonly unitCode: string;
  readonly name: string;
  readonly kind: 'province' | 'centre' | 'department' | 'office' | 'commune' | 'branch' | 'external';
  /** The body printed above the agency's own name on letters. */
  readonly superior: string;
  /** Code of the level-one body (province) it belongs to. */
  readonly province: string;
  /** The agency whose scope contains this one. */
  readonly parent?: string;
  /** Mountain, island or difficult commune: some terms are longer here. */
  readonly remote?: boolean;
  /** Short symbol of the agency in the numbers of its documents, the part after the hyphen in `15/PXL-STNMT`. */
  readonly symbol?: string;
  /** Whom to call about a dossier, as printed on form 02. */
  readonly phone?: string;
  /** Serves at its own one-stop desk. */
  readonly desk: boolean;
  /** First local day on which it takes no new work, `YYYY-MM-DD`: an agency is ended, never deleted. What it has goes on or is transferred. */
  readonly endsOn?: string;
}

/** True when an agency takes no new work on a local day (`YYYY-MM-DD`) any more. */
export function hasEnded({ endsOn }: Pick<Agency, 'endsOn'>, day: string): boolean {
  return endsOn !== undefined && day >= endsOn;
}
