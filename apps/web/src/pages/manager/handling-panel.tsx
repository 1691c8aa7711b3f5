import { useState, type JSX } from 'react';
import { Flex, Segmented, type TableColumnType, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { Pager } from '../../ui/pager.js';
import { PlainTable } from '../../ui/plain-table.js';
import { type Asked, type ChangeAsked, periodOf, scopeOf } from './asked.js';
import { behindCell } from './behind.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';

type Handling = components['schemas']['Handling'];
type Line = Handling['total'];

const GROUPS = ['agency', 'field', 'procedure'] as const;
const ON_A_PAGE = 50;
const COMPARISONS = ['minute', 'date'] as const;

/** Received, done and pending as managers know it by heart, the late rate last; every number opens the very list behind it. */
export function HandlingPanel({ asked, words, change }: { readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  const groupBy = GROUPS.find((known) => known === words.get('by')) ?? 'agency';
  const comparison = COMPARISONS.find((known) => known === words.get('comparison')) ?? 'minute';
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/handling', { params: { query: { groupBy, comparison, ...periodOf(asked), ...scopeOf(asked) } } });
  return (
    <Panel
      title={t('handling.title')}
      error={error}
      isPending={isPending}
      extra={
        <Flex gap="small" wrap className="no-print">
          <Segmented aria-label={t('handling.by')} size="small" value={groupBy} onChange={(by) => { change({ by }); }} options={GROUPS.map((value) => ({ value, label: t(`handling.by-${value}`) }))} />
          <Segmented aria-label={t('handling.comparison')} size="small" value={comparison} onChange={(chosen) => { change({ comparison: chosen }); }} options={COMPARISONS.map((value) => ({ value, label: t(`handling.${value}`) }))} />
        </Flex>
      }
    >
      {data === undefined ? null : <HandlingTable handling={data} asked={asked} />}
    </Panel>
  );
}

function HandlingTable({ handling, asked }: { readonly handling: Handling; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { items, total, formulaVi, comparisonLabel, period, asOf } = handling;
  const columns = useColumns(asked, handling);
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(items.length / ON_A_PAGE));
  const shown = Math.min(page, pages);
  return (
    <>
      <PlainTable<Line>
        bordered
        rowKey="key"
        scroll={{ x: 1_040 }}
        className="handling-table"
        dataSource={items.slice((shown - 1) * ON_A_PAGE, shown * ON_A_PAGE)}
        columns={columns}
        empty={t('handling.nothing')}
        total={(column, index) => <strong>{index === 0 ? total.label : (column.render?.(null, total, 0) as JSX.Element)}</strong>}
      />
      {pages > 1 ? <Pager page={shown} count={pages} onChange={setPage} /> : null}
      <Caption period={period} formula={formulaVi} comparison={comparisonLabel} asOf={asOf} />
    </>
  );
}

/** Each dossier is in one column of its group, so that the columns add up to its sum; only what is told as a part of one stands beside it. */
function useColumns(asked: Asked, { groupBy, comparison, total: all }: Handling): TableColumnsType<Line> {
  const { t } = useTranslation('manager');
  const { inError } = all.processed;
  const { paused } = all.open;
  const parts = ({ key }: Line): Readonly<Record<string, string>> => (key === '' ? {} : { [groupBy]: key });
  const cell = (title: string, column: string, count: (line: Line) => number, className = 'number'): TableColumnType<Line> => ({
    title: className === 'number' ? title : <span className={`outcome ${className}`}>{title}</span>,
    className: 'number',
    render: (_: unknown, line: Line) => <CountLink count={count(line)} to={behindCell(column, comparison, asked, parts(line))} label={`${line.label}, ${title}`} />,
  });
  return [
    { title: t(`handling.by-${groupBy}`), dataIndex: 'label', width: 150, fixed: 'start' },
    cell(t('handling.toProcess'), 'total', ({ total }) => total),
    {
      title: t('handling.received'),
      children: [
        cell(t('handling.sum'), 'received', ({ received }) => received.total),
        cell(t('handling.online'), 'received-online', ({ received }) => received.online),
        cell(t('handling.counter'), 'received-counter', ({ received }) => received.counter),
        cell(t('handling.post'), 'received-post', ({ received }) => received.post),
        cell(t('handling.carried'), 'carried-over', ({ carriedOver }) => carriedOver),
      ],
    },
    {
      title: t('handling.done'),
      children: [
        cell(t('handling.sum'), 'processed', ({ processed }) => processed.total),
        cell(t('outcome.early'), 'early', ({ processed }) => processed.early, 'early'),
        cell(t('outcome.onTime'), 'on-time', ({ processed }) => processed.onTime, 'on-time'),
        cell(t('outcome.late'), 'late', ({ processed }) => processed.late, 'late'),
        ...(inError === 0 ? [] : [cell(t('handling.inError'), 'in-error', ({ processed }) => processed.inError)]),
      ],
    },
    {
      title: t('handling.pending'),
      children: [
        cell(t('handling.sum'), 'open', ({ open }) => open.total),
        // Over days of which no kept figures tell who was paused, they are in time with the others.
        ...(paused === null
          ? [cell(t('handling.inTermAll'), 'in-time', ({ open }) => open.inTime)]
          : [
              cell(t('handling.inTerm'), 'running-in-time', ({ open }) => open.inTime - (open.paused?.inTime ?? 0)),
              cell(t('handling.paused'), 'paused-in-time', ({ open }) => open.paused?.inTime ?? 0),
            ]),
        cell(t('handling.overdue'), 'overdue', ({ open }) => open.overdue, 'late'),
        ...(paused === null || paused.overdue === 0 ? [] : [cell(t('handling.pausedOverdue'), 'paused-overdue', ({ open }) => open.paused?.overdue ?? 0)]),
      ],
    },
    {
      title: t('handling.percentOverdue'),
      className: 'number',
      width: 78,
      fixed: 'end',
      render: (_, line) => <PercentLink value={line.value} numerator={line.numerator} to={behindCell('late-of-all', comparison, asked, parts(line))} label={`${line.label}, ${t('handling.percentOverdue')}`} />,
    },
  ];
}
