import type { JSX, ReactNode } from 'react';
import { Button, Empty, Flex, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { LongTable } from '../lists/long-table.js';
import { ProblemAlert } from './problem-alert.js';
import { WRAPPED } from './table-scroll.js';

/** From so many rows on only those in sight are drawn: a table of thousands would hold up every key. */
const LONG = 200;

/** What TanStack Query knows of a list that is read page after page. */
interface Pages<T> {
  readonly data: { readonly pages: readonly { readonly items: readonly T[] }[] } | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

/** For `api.useInfiniteQuery`: lists are paged by a key, `after` is the `next` of the page before. The first page has none: null is left out of an address, and for undefined the client would ask for page 0. */
export const BY_KEY = { pageParamName: 'after', initialPageParam: null as string | null, getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined } as const;

/** A list as a table that grows page by page, with its own words for "nothing here"; a long one scrolls in a box of its own and grows by itself. `isByHand`: no page of it is ever read unless somebody asks for it. */
export function PagedTable<T extends object>({ pages, empty, isByHand = false, ...table }: { readonly pages: Pages<T>; readonly empty: ReactNode; readonly isByHand?: boolean } & Omit<TableProps<T>, 'dataSource' | 'pagination' | 'loading'>): JSX.Element {
  const { t } = useTranslation('shell');
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = pages.error === null || pages.error === undefined ? null : <ProblemAlert error={pages.error} onRetry={() => { void (isByHand && pages.data !== undefined ? pages.fetchNextPage() : pages.refetch()); }} />;
  if (failed !== null && pages.data === undefined) return failed;
  if (!isByHand && items.length > LONG && table.columns !== undefined && table.expandable === undefined) {
    const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
    return <>{failed}<LongTable rows={items} data={pages.data} columns={table.columns} rowKey={table.rowKey} onRow={table.onRow} rowSelection={table.rowSelection} label={t('list')} hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} /></>;
  }
  return (
    <>
      {failed}
      <Table<T> size="small" scroll={WRAPPED} {...table} dataSource={items} pagination={false} loading={pages.isPending} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }} />
      {pages.hasNextPage ? <Flex justify="center" style={{ marginTop: 12 }} className="no-print"><Button loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('more', { count: items.length })}</Button></Flex> : null}
    </>
  );
}
