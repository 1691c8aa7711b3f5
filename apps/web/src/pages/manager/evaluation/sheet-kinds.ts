/** Periods an evaluation sheet is made for. */
export const SHEET_KINDS = ['months', 'quarters', 'years'] as const;
