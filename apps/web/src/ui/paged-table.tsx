import type { JSX, ReactNode } from 'react';
import { Button, Empty, Flex, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LongTableProps } from '../lists/long-table.js';
import { later } from './later.js';
import { PlainTable, type PlainTableProps } from './plain-table.js';
import { ProblemAlert } from './problem-alert.js';
import { WRAPPED } from './table-scroll.js';

export { BY_KEY } from '../api/by-key.js';

/** From so many rows on only those in sight are drawn: a table of thousands would hold up every key. */
const LONG = 200;

const LongTable = later(async () => (await import('../lists/long-table.js')).LongTable) as <T extends object>(props: LongTableProps<T> & { readonly waiting: ReactNode }) => JSX.Element;

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

/** A list as a table that grows page by page, with its own words for "nothing here"; a long one scrolls in a box of its own and grows by itself. `isByHand`: no page of it is ever read unless somebody asks for it. */
export function PagedTable<T extends object>({ pages, empty, isByHand = false, scroll = WRAPPED, ...table }: { readonly pages: Pages<T>; readonly empty: ReactNode; readonly isByHand?: boolean } & Omit<PlainTableProps<T>, 'dataSource' | 'empty'>): JSX.Element {
  const { t } = useTranslation('shell');
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = pages.error === null || pages.error === undefined ? null : <ProblemAlert error={pages.error} onRetry={() => { void (isByHand && pages.data !== undefined ? pages.fetchNextPage() : pages.refetch()); }} />;
  if (failed !== null && pages.data === undefined) return failed;
  const plain = <PlainTable<T> scroll={scroll} {...table} dataSource={items} empty={pages.isPending ? null : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />} />;
  if (!isByHand && items.length > LONG) {
    const { columns, rowKey, onRow, rowSelection } = table;
    const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
    return <>{failed}<LongTable waiting={plain} rows={items} data={pages.data} columns={columns} rowKey={rowKey} onRow={onRow} rowSelection={rowSelection} label={t('list')} hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} /></>;
  }
  return (
    <>
      {failed}
      <Spin spinning={pages.isPending}>{plain}</Spin>
      {pages.hasNextPage ? <Flex justify="center" style={{ marginTop: 12 }} className="no-print"><Button loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('more', { count: items.length })}</Button></Flex> : null}
    </>
  );
}
