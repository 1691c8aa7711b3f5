/** For `api.useInfiniteQuery`: lists are paged by a key, `after` is the `next` of the page before. The first page has none: null is left out of an address, and for undefined the client would ask for page 0. */
export const BY_KEY = { pageParamName: 'after', initialPageParam: null as string | null, getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined } as const;
