import { useEffect, useRef, type HTMLAttributes, type JSX, type Key, type ReactNode } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Checkbox, type TableProps, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Choosing } from '../ui/plain-table-choice.js';
import { useOwnQuery } from './own-query.js';
import { rowName, valueAt } from './row-name.js';
import './long-table.css';

const ROW_HEIGHT = 40;
/** Rows drawn beyond what is seen, on either side. */
const BEYOND = 12;
/** The next page is asked for when so few rows are left below. */
const LEFT_BELOW = 40;

/** A list that grows by pages as it is scrolled. */
export interface LongTableProps<T> {
  readonly rows: readonly T[];
  /** What the pages were made of, as the query answered them. */
  readonly data: unknown;
  readonly columns: NonNullable<TableProps<T>['columns']>;
  readonly rowKey: TableProps<T>['rowKey'];
  readonly onRow?: TableProps<T>['onRow'] | undefined;
  /** Boxes before the lines, for what is done with several at once. */
  readonly rowSelection?: Choosing<T> | undefined;
  readonly label: string;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/**
 * A table of any length: only the rows in sight are drawn, and the next page is read before its end is reached. A real table, so that screen
 * readers know rows and columns; the keyboard scrolls it like a page.
 */
export function LongTable<T extends object>({ rows, data, columns, rowKey, onRow, rowSelection, label, hasNextPage, isFetchingNextPage, fetchNextPage }: LongTableProps<T>): JSX.Element {
  const { t } = useTranslation('shell');
  const box = useRef<HTMLElement>(null);
  const { isOld, reload } = useOwnQuery(data);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing is memoized by a compiler here
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW_HEIGHT, overscan: BEYOND });
  const drawn = virtual.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastDrawn >= rows.length - LEFT_BELOW && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastDrawn, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const shown = columns.flatMap((column) => ('children' in column ? [] : [column]));
  const width = shown.length + (rowSelection === undefined ? 0 : 1);
  const above = drawn[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard */}
      <section ref={box} className="long-table" aria-label={label} tabIndex={0}>
        <table aria-rowcount={hasNextPage ? -1 : rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>{rowSelection === undefined ? null : <th scope="col"><span className="visually-hidden">{t('chosen')}</span></th>}{shown.map((column, place) => <th key={keyOf(column.key, place)} scope="col" style={{ width: column.width, textAlign: column.align }}>{typeof column.title === 'function' ? null : column.title}</th>)}</tr>
          </thead>
          <tbody>
            <Gap height={above} columns={width} />
            {drawn.map(({ index }) => {
              const row = rows[index];
              return row === undefined ? null : (
                <tr key={rowName(row, rowKey, index)} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2} {...(onRow?.(row, index) as HTMLAttributes<HTMLTableRowElement> | undefined)}>
                  {rowSelection === undefined ? null : <td><RowBox row={row} name={rowName(row, rowKey, index)} choosing={rowSelection} /></td>}
                  {shown.map((column, place) => {
                    const value = 'dataIndex' in column ? valueAt(row, column.dataIndex) : undefined;
                    return <td key={keyOf(column.key, place)} style={{ textAlign: column.align }}>{column.render === undefined ? (value as ReactNode) : (column.render(value, row, index) as ReactNode)}</td>;
                  })}
                </tr>
              );
            })}
            <Gap height={below} columns={width} />
          </tbody>
        </table>
      </section>
      <div className="long-table-foot no-print">
        <Typography.Text type="secondary" role="status">{t(hasNextPage ? 'rowsSoFar' : 'rowsAll', { count: rows.length })}</Typography.Text>
        {isOld ? <Button icon={<ReloadOutlined />} onClick={() => { virtual.scrollToIndex(0); reload(); }}>{t('listChanged')}</Button> : null}
      </div>
    </>
  );
}

/** The box of a line; choosing it tells all chosen, in the order they were. */
function RowBox<T>({ row, name, choosing: { selectedRowKeys, onChange, getCheckboxProps } }: { readonly row: T; readonly name: Key; readonly choosing: Choosing<T> }): JSX.Element {
  const isChosen = selectedRowKeys.includes(name);
  return <Checkbox checked={isChosen} {...getCheckboxProps(row)} onChange={() => { onChange(isChosen ? selectedRowKeys.filter((key) => key !== name) : [...selectedRowKeys, name]); }} />;
}

/** The room of the rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }): JSX.Element | null {
  return height <= 0 ? null : <tr className="gap" aria-hidden><td colSpan={columns} style={{ height }} /></tr>;
}

function keyOf(key: Key | undefined, place: number): Key {
  return key ?? place;
}
