/** Events only cases of kind `publication` have, by name. */
export type PublicationPayloads = Readonly<Record<never, never>>;
