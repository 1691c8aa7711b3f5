import { useMemo, useState, type JSX } from 'react';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { Chart } from '../../ui/chart.js';
import type { ChartOption } from '../../ui/draw-chart.js';
import { PlainTable } from '../../ui/plain-table.js';
import { OUTCOME_COLOURS } from '../../ui/theme.js';
import { type Asked, scopeOf } from './asked.js';
import { behindAge, behindCell } from './behind.js';
import { CHART_TEXT, chartNumber } from './chart-text.js';
import { Caption, CountLink, Panel } from './figure-parts.js';

type Bucket = components['schemas']['Ageing']['total']['due'][number];

const VIEWS = ['due', 'age'] as const;

/** The open dossiers by working days to and since their date, and since they came in. */
export function AgeingPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const [view, setView] = useState<(typeof VIEWS)[number]>('due');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/ageing', { params: { query: scopeOf(asked) } });
  const total = data?.total;
  const rows = useMemo(() => (total === undefined ? [] : view === 'due' ? withOthers(total.due, { paused: [t('ageing.paused'), total.paused], undated: [t('ageing.undated'), total.undated], 'uncounted-due': [t('ageing.uncounted'), total.uncounted] }) : withOthers(total.age, { 'uncounted-age': [t('ageing.uncounted'), total.uncountedAge] })), [total, view, t]);
  const option = useMemo(() => optionOf(rows, t('ageing.count')), [rows, t]);
  return (
    <Panel title={t('ageing.title')} error={error} isPending={isPending} extra={<Segmented aria-label={t('ageing.title')} size="small" value={view} onChange={setView} options={VIEWS.map((value) => ({ value, label: t(`ageing.${value}`) }))} />}>
      {data === undefined ? null : (
        <>
          <p>
            <CountLink count={data.total.open} to={behindCell('open', 'minute', scopeOf(asked))} label={t('handling.pending')} /> {t('ageing.open')}{', '}
            <CountLink count={data.total.overdue} to={behindCell('overdue', 'minute', scopeOf(asked))} label={t('handling.overdue')} /> {t('ageing.overdue')}
          </p>
          <Chart title={t('ageing.title')} option={option} caption={<Caption days={t('caption.atMoment')} formula={data.formulaVi} asOf={data.asOf} />} table={<BucketTable rows={rows} asked={asked} />} />
        </>
      )}
    </Panel>
  );
}

interface Row {
  /** The bucket as its list is asked for. */
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly isOver: boolean;
}

/** Buckets, and what belongs in none of them where there is any. */
function withOthers(buckets: readonly Bucket[], others: Readonly<Record<string, readonly [string, number]>>): readonly Row[] {
  return [
    ...buckets.map(({ kind, from, label, count }) => ({ key: `${kind}-${String(from)}`, label, count, isOver: kind === 'over' })),
    ...Object.entries(others).flatMap(([key, [label, count]]) => (count === 0 ? [] : [{ key, label, count, isOver: false }])),
  ];
}

function BucketTable({ rows, asked }: { readonly rows: readonly Row[]; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  return <PlainTable<Row> rowKey="key" dataSource={[...rows]} columns={[{ title: t('ageing.bucket'), dataIndex: 'label' }, { title: t('ageing.count'), className: 'number', render: (_, { key, label, count }) => <CountLink count={count} to={behindAge(key, asked)} label={label} /> }]} />;
}

function optionOf(rows: readonly Row[], name: string): ChartOption {
  return {
    ...CHART_TEXT,
    grid: { left: 205, right: 45, top: 10, bottom: 30 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: chartNumber } },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ label }) => label), axisLabel: { width: 190, overflow: 'break' } },
    series: [{ type: 'bar', name, label: { show: true, position: 'right' }, data: rows.map(({ count, isOver }) => ({ value: count, itemStyle: { color: isOver ? OUTCOME_COLOURS.late : OUTCOME_COLOURS.onTime } })) }],
  };
}
