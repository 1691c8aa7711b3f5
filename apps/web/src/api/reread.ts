import type { Query, QueryClient } from '@tanstack/react-query';

/** A list of so many pages is not read again behind somebody's back: each page is a request. The list says that it is old. */
const PAGES_READ_AGAIN = 5;
/** No work of a page changes these: who is signed in, and what decisions change days apart. */
const LASTING: readonly unknown[] = ['/api/v1/me', '/api/v1/agencies', '/api/v1/staff', '/api/v1/procedures', '/api/v1/delay-reasons'];

/** Has what is meant read again where it is shown; lists of many pages are only marked as old, and what is not shown is read when it is next. */
export function reread(queries: QueryClient, isMeant: (query: Query) => boolean): void {
  const isLong = (query: Query): boolean => ((query.state.data as { readonly pages?: readonly unknown[] } | undefined)?.pages?.length ?? 0) > PAGES_READ_AGAIN;
  void queries.invalidateQueries({ predicate: (query) => isMeant(query) && !isLong(query) });
  void queries.invalidateQueries({ predicate: (query) => isMeant(query) && isLong(query), refetchType: 'none' });
}

/** Has read again whatever an action may have changed. Nobody waits for it: the action itself is done. */
export function rereadAfterAction(queries: QueryClient): void {
  reread(queries, ({ queryKey }) => !LASTING.includes(queryKey[1]));
}
