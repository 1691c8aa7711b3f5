/** Sentences for refused commands on feedback and urgings. */
export const FEEDBACK_REFUSALS = {} as const satisfies Readonly<Record<string, string>>;
