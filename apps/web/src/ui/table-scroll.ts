/** Tables wrap their words down to this width and are scrolled sideways below it: what stands in the last column is seen and printed. */
export const WRAPPED = { x: 900 } as const;
