import type { TableColumnsType } from 'antd';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { headRows, leavesOf } from './plain-table-head.js';
import { PlainTable, type PlainTableProps } from './plain-table.js';

interface Line {
  readonly code: string;
  readonly done: { readonly early: number; readonly late: number };
}

const LINES: readonly Line[] = [{ code: 'A', done: { early: 1, late: 2 } }, { code: 'B', done: { early: 3, late: 4 } }];
const COLUMNS: TableColumnsType<Line> = [
  { title: 'Code', dataIndex: 'code' },
  { title: 'Done', children: [{ title: 'Early', dataIndex: ['done', 'early'] }, { title: 'Late', className: 'number', render: (_, { done }) => `(${String(done.late)})` }] },
];

function drawn(props: Partial<PlainTableProps<Line>>): string {
  return renderToStaticMarkup(createElement(PlainTable<Line>, { columns: COLUMNS, dataSource: LINES, rowKey: 'code', ...props }));
}

/** The words of every cell of a part of the table, row by row. */
function words(markup: string, part: 'thead' | 'tbody' | 'tfoot'): readonly (readonly string[])[] {
  const inside = new RegExp(`<${part}[^>]*>(.*)</${part}>`).exec(markup)?.[1] ?? '';
  return [...inside.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]+>/g, '')));
}

describe('a plain table', () => {
  test('has groups above their columns, and cells by name, by path and as they are drawn', () => {
    const markup = drawn({});
    expect(words(markup, 'thead')).toEqual([['Code', 'Done'], ['Early', 'Late']]);
    expect(words(markup, 'tbody')).toEqual([['A', '1', '(2)'], ['B', '3', '(4)']]);
    expect(markup).toContain('<th class="ant-table-cell" scope="col" rowSpan="2">Code</th>');
    expect(markup).toContain('<th class="ant-table-cell" scope="colgroup" colSpan="2">Done</th>');
  });

  test('says that it is empty over its whole width', () => {
    expect(drawn({ dataSource: [], empty: 'nothing' })).toContain('<tr class="ant-table-placeholder"><td class="ant-table-cell" colSpan="3">nothing</td></tr>');
  });

  test('has a line below all others', () => {
    expect(words(drawn({ total: (_, index) => (index === 0 ? 'Sum' : index) }), 'tfoot')).toEqual([['Sum', '1', '2']]);
  });

  test('has a named box before each line, and marks those that are chosen', () => {
    const markup = drawn({ rowSelection: { selectedRowKeys: ['B'], onChange: () => undefined, getCheckboxProps: ({ code }) => ({ 'aria-label': `choose ${code}` }), getTitleCheckboxProps: () => ({ 'aria-label': 'choose all' }) } });
    expect([...markup.matchAll(/<input[^>]*>/g)].map(([input]) => [/aria-label="(.*?)"/.exec(input)?.[1], input.includes('checked=""')])).toEqual([['choose all', false], ['choose A', false], ['choose B', true]]);
    expect(markup).toContain('<tr data-row-key="B" class="ant-table-row ant-table-row-selected">');
  });
});

test('heads know their room: groups one row, other columns the rest', () => {
  expect(leavesOf(COLUMNS).map(({ title }) => title)).toEqual(['Code', 'Early', 'Late']);
  expect(headRows(COLUMNS).map((row) => row.map(({ column, columns, rows, place }) => [column.title, columns, rows, place]))).toEqual([[['Code', 1, 2, 0], ['Done', 2, 1, 1]], [['Early', 1, 1, 1], ['Late', 1, 1, 2]]]);
});
