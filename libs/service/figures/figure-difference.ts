/** A cell whose figures are not what the ledger gives. */
export interface FigureDifference {
  readonly grain: string;
  readonly step: string;
  readonly period: number;
  readonly province: string;
  readonly agency: string;
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly channel: string;
  readonly officer: string;
  /** What differs, as kept and as recounted. */
  readonly measures: readonly { readonly measure: string; readonly kept: number; readonly recounted: number }[];
}
