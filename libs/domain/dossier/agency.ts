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
  /** Whom to call about a dossier, as printed on form 02. */
  readonly phone?: string;
  /** Serves at its own one-stop desk. */
  readonly desk: boolean;
}
