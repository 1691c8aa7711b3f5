/** Events only cases of kind `feedback` have, by name. */
export type FeedbackPayloads = Readonly<Record<never, never>>;
