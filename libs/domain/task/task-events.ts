/** Events only cases of kind `task` have, by name. */
export type TaskPayloads = Readonly<Record<never, never>>;
