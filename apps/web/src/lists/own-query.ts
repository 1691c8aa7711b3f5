import { useSyncExternalStore } from 'react';
import { type Query, useQueryClient } from '@tanstack/react-query';

/** The query behind what a list shows, and whether something changed that it does not show yet. */
interface OwnQuery {
  readonly isOld: boolean;
  /** Shows the list from its beginning, read anew. */
  readonly reload: () => void;
}

/**
 * Finds the query by what it answered, so that a list need not be told its key. Lists of many pages are not read again by themselves: each page
 * is a request, and rows would move under the reader's eyes.
 */
export function useOwnQuery(data: unknown): OwnQuery {
  const queries = useQueryClient();
  const cache = queries.getQueryCache();
  const find = (): Query | undefined => cache.getAll().find(({ state }) => data !== undefined && state.data === data);
  const isOld = useSyncExternalStore((told) => cache.subscribe(told), () => find()?.state.isInvalidated ?? false);
  return {
    isOld,
    reload: () => {
      const own = find();
      if (own === undefined) return;
      queries.setQueryData<Pages>(own.queryKey, (known) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) });
      void queries.invalidateQueries({ queryKey: own.queryKey, exact: true });
    },
  };
}

interface Pages {
  readonly pages: readonly unknown[];
  readonly pageParams: readonly unknown[];
}
