import { useEffect } from 'react';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { BY_KEY } from '../../ui/paged-table.js';

export { useAgencyName as useAgencyNames } from '../../api/agencies.js';

/** A procedure as lists show it. */
export type ProcedureSummary = components['schemas']['ProcedureSummary'];

const LARGEST_PAGE = 200;
/** Procedures change by publications, days apart. */
const KEPT_MS = 600_000;

/** Every procedure in force, all pages of the list: a clerk searches them while typing, without asking the server. */
export function useProcedures(): { readonly procedures: readonly ProcedureSummary[]; readonly isComplete: boolean; readonly error: unknown } {
  const pages = api.useInfiniteQuery('get', '/api/v1/procedures', { params: { query: { limit: LARGEST_PAGE } } }, { ...BY_KEY, staleTime: KEPT_MS });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { procedures: pages.data?.pages.flatMap(({ items }) => items) ?? [], isComplete: pages.data !== undefined && !hasNextPage, error: pages.error };
}
