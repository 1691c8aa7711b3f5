/** Tables wrap their words down to this width and are scrolled sideways below it: what stands in the last column is seen and printed. */
export const WRAPPED = { x: 900 } as const;

/** The same of a table in a panel beside another, which has half the width. */
export const PANEL = { x: 480 } as const;
