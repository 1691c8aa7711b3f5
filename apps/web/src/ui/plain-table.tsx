import type { CSSProperties, HTMLAttributes, JSX, Key, ReactNode } from 'react';
import type { TableColumnGroupType, TableColumnsType, TableColumnType, TableProps } from 'antd';
import { rowName, valueAt } from '../lists/row-name.js';
import { headRows, leavesOf } from './plain-table-head.js';
import { type Choosing, useBoxes } from './plain-table-choice.js';
import './plain-table.css';

/** What a plain table is given: the part of antd's that lists need, by the same names. */
export interface PlainTableProps<T> {
  readonly columns: TableColumnsType<T>;
  readonly dataSource: readonly T[];
  readonly rowKey: TableProps<T>['rowKey'];
  /** Shown in place of rows where there are none. */
  readonly empty?: ReactNode;
  /** Its words are wrapped down to this width (CSS pixels), and it is scrolled sideways below it; `true`: as wide as its words. */
  readonly scroll?: { readonly x?: number | string | true | undefined } | undefined;
  readonly rowSelection?: Choosing<T> | undefined;
  readonly onRow?: TableProps<T>['onRow'] | undefined;
  readonly bordered?: boolean;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** A line below all rows, cell by cell. */
  readonly total?: (column: TableColumnType<T>, index: number) => ReactNode;
}

/**
 * A table as antd draws its small one, without what lists never need (sorting, filters, folding): a fifth of what is loaded to begin with would be
 * antd's. Parts bear antd's names, so that what is said of tables elsewhere holds for both.
 */
export function PlainTable<T extends object>({ columns, dataSource, rowKey, empty, scroll, rowSelection, onRow, bordered = false, className, style, total }: PlainTableProps<T>): JSX.Element {
  const leaves = leavesOf(columns);
  const rows = headRows(columns);
  const names = dataSource.map((row, index) => rowName(row, rowKey, index));
  const boxes = useBoxes(names, rowSelection);
  const chosen = new Set(rowSelection?.selectedRowKeys);
  return (
    <div className={classes('ant-table-wrapper plain-table', bordered && 'bordered', className)} style={style}>
      <div className="ant-table ant-table-small">
        <div className="ant-table-content" style={scroll === undefined ? undefined : { overflowX: 'auto' }}>
          <table style={tableStyle(scroll?.x)}>
            <colgroup>
              {boxes === undefined ? null : <col className="ant-table-selection-col" />}
              {leaves.map((column, place) => <col key={keyOf(column, place)} style={column.width === undefined ? undefined : { width: column.width }} />)}
            </colgroup>
            <thead className="ant-table-thead">
              {rows.map((cells, level) => (
                <tr key={level}>
                  {level > 0 || boxes === undefined ? null : <th className="ant-table-cell ant-table-selection-column" scope="col" rowSpan={rows.length}>{boxes.all}</th>}
                  {cells.map(({ column, columns: across, rows: down, place }) => <th key={keyOf(column, place)} className={cellClass(column)} style={{ textAlign: column.align }} scope={across > 1 ? 'colgroup' : 'col'} {...(across > 1 ? { colSpan: across } : {})} {...(down > 1 ? { rowSpan: down } : {})}>{titleOf(column)}</th>)}
                </tr>
              ))}
            </thead>
            <tbody className="ant-table-tbody">
              {dataSource.length === 0 ? <tr className="ant-table-placeholder"><td className="ant-table-cell" colSpan={leaves.length + (boxes === undefined ? 0 : 1)}>{empty}</td></tr> : null}
              {dataSource.map((row, index) => {
                const name = names[index] ?? index;
                return (
                  <tr key={name} data-row-key={name} className={classes('ant-table-row', chosen.has(name) && 'ant-table-row-selected')} {...(onRow?.(row, index) as HTMLAttributes<HTMLTableRowElement> | undefined)}>
                    {boxes === undefined ? null : <td className="ant-table-cell ant-table-selection-column">{boxes.of(row, name)}</td>}
                    {leaves.map((column, place) => {
                      const value = column.dataIndex === undefined ? undefined : valueAt(row, column.dataIndex);
                      return <td key={keyOf(column, place)} className={cellClass(column)} style={{ textAlign: column.align }}>{column.render === undefined ? (value as ReactNode) : (column.render(value, row, index) as ReactNode)}</td>;
                    })}
                  </tr>
                );
              })}
            </tbody>
            {total === undefined ? null : <tfoot className="ant-table-summary"><tr className="total-line">{leaves.map((column, place) => <td key={keyOf(column, place)} className={cellClass(column)}>{total(column, place)}</td>)}</tr></tfoot>}
          </table>
        </div>
      </div>
    </div>
  );
}

function tableStyle(x: number | string | true | undefined): CSSProperties | undefined {
  if (x === undefined) return undefined;
  return { width: x === true ? 'auto' : x, minWidth: '100%', tableLayout: 'auto' };
}

function cellClass<T>({ className, fixed }: TableColumnType<T> | TableColumnGroupType<T>): string {
  return classes('ant-table-cell', className, fixed === 'start' && 'fixed-start', fixed === 'end' && 'fixed-end');
}

function titleOf<T>({ title }: TableColumnType<T> | TableColumnGroupType<T>): ReactNode {
  return typeof title === 'function' ? null : title;
}

function keyOf<T>({ key }: TableColumnType<T> | TableColumnGroupType<T>, place: number): Key {
  return key ?? place;
}

function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false).join(' ');
}
