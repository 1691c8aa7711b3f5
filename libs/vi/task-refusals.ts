/** Sentences for refused commands on assigned tasks. */
export const TASK_REFUSALS = {} as const satisfies Readonly<Record<string, string>>;
