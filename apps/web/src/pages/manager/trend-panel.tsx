import { useMemo, type JSX } from 'react';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatPercent } from '../../format/numbers.js';
import { Chart } from '../../ui/chart.js';
import type { ChartOption } from '../../ui/draw-chart.js';
import { PlainTable } from '../../ui/plain-table.js';
import { OUTCOME_COLOURS } from '../../ui/theme.js';
import { type Asked, type ChangeAsked, periodOf, scopeOf } from './asked.js';
import { behindCell, behindRate } from './behind.js';
import { CHART_TEXT, chartNumber } from './chart-text.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';
import { trendUntil } from './periods.js';
import { WRAPPED } from '../../ui/table-scroll.js';

type Trend = components['schemas']['RateTrend'];
type Step = Trend['items'][number];
type RateName = Trend['rate'];

const STEPS = ['month', 'week', 'day'] as const;
const LINE = '#111827';

/** A rate step by step with its target, and what was done early, on time and late: bars to compare, a table to read and to print. */
export function TrendPanel({ asked, words, change, rate = 'late-rate' }: { readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked; readonly rate?: RateName }): JSX.Element {
  const { t } = useTranslation('manager');
  const step = STEPS.find((known) => known === words.get('step')) ?? 'month';
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/{rate}/trend', { params: { path: { rate }, query: { step, ...daysOf(asked, step), ...scopeOf(asked) } } });
  return (
    <Panel title={t('trend.title', { rate: data?.label ?? '' })} error={error} isPending={isPending} extra={<Segmented aria-label={t('trend.step')} size="small" value={step} onChange={(chosen) => { change({ step: chosen }); }} options={STEPS.map((value) => ({ value, label: t(`trend.${value}`) }))} />}>
      {data === undefined ? null : <Drawn trend={data} asked={asked} />}
    </Panel>
  );
}

/** Where one month or half of one is shown, the months with it or the weeks up to it, or up to now where none is chosen: a trend of one month by months would be one bar. */
function daysOf(asked: Asked, step: Trend['step']): ReturnType<typeof periodOf> {
  // Periods of reports begin and end within months: their trend is their own steps.
  if (step === 'day' || asked.from !== undefined || asked.bounds === 'report') return periodOf(asked);
  return asked.period === undefined ? {} : (trendUntil(asked.period, step) ?? periodOf(asked));
}

function Drawn({ trend, asked }: { readonly trend: Trend; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const navigate = useNavigate();
  const option = useMemo(() => optionOf(trend, { early: t('outcome.early'), onTime: t('outcome.onTime'), late: t('outcome.late'), count: t('trend.count'), percent: t('trend.percent'), target: t('trend.target') }), [trend, t]);
  const open = (label: string): void => {
    const found = trend.items.find((item) => item.label === label);
    if (found !== undefined) void navigate(behindRate(trend.rate, stepOf(asked, found), 'numerator'));
  };
  return <Chart title={t('trend.title', { rate: trend.label })} option={option} caption={<Caption period={trend.period} formula={trend.formulaVi} comparison={trend.comparisonLabel} asOf={trend.asOf} />} table={<TrendTable trend={trend} asked={asked} />} height={320} onPick={open} />;
}

function TrendTable({ trend, asked }: { readonly trend: Trend; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const cell = (column: string, label: string, count: (handled: NonNullable<Step['handled']>) => number) => (_: unknown, item: Step): JSX.Element | null =>
    item.handled === null ? null : <CountLink count={count(item.handled)} to={behindCell(column, 'minute', stepOf(asked, item))} label={`${label} ${item.label}`} />;
  return (
    <PlainTable<Step>
      scroll={WRAPPED}
      rowKey="key"
      dataSource={[...trend.items]}
      columns={[
        { title: t('trend.period'), dataIndex: 'label' },
        { title: t('handling.received'), className: 'number', render: cell('received', t('handling.received'), ({ received }) => received) },
        { title: <span className="outcome early">{t('outcome.early')}</span>, className: 'number', render: cell('early', t('outcome.early'), ({ early }) => early) },
        { title: <span className="outcome on-time">{t('outcome.onTime')}</span>, className: 'number', render: cell('on-time', t('outcome.onTime'), ({ onTime }) => onTime) },
        { title: <span className="outcome late">{t('outcome.late')}</span>, className: 'number', render: cell('late', t('outcome.late'), ({ late }) => late) },
        { title: t('trend.openEnd'), className: 'number', render: cell('open', t('trend.openEnd'), ({ open }) => open) },
        { title: t('handling.overdue'), className: 'number', render: cell('overdue', t('handling.overdue'), ({ overdue }) => overdue) },
        { title: trend.label, className: 'number', render: (_, item) => <PercentLink value={item.value} numerator={item.numerator} to={behindRate(trend.rate, stepOf(asked, item), 'numerator')} label={`${trend.label} ${item.label}`} /> },
      ]}
    />
  );
}

/** The same question over the days of one step. */
function stepOf(asked: Asked, { period }: Step): Asked {
  return { ...scopeOf(asked), from: period.from, to: period.to };
}

interface Words {
  readonly early: string;
  readonly onTime: string;
  readonly late: string;
  readonly count: string;
  readonly percent: string;
  readonly target: string;
}

function optionOf({ items, target, label }: Trend, words: Words): ChartOption {
  const bar = (name: string, color: string, count: (handled: NonNullable<Step['handled']>) => number): NonNullable<ChartOption['series']> => ({ type: 'bar', stack: 'done', name, itemStyle: { color }, data: items.map(({ handled }) => (handled === null ? null : count(handled))) });
  const line: NonNullable<ChartOption['series']> = {
    type: 'line',
    name: label,
    yAxisIndex: 1,
    itemStyle: { color: LINE },
    lineStyle: { color: LINE, width: 2 },
    symbolSize: 8,
    data: items.map(({ value }) => value),
    ...(target === null ? {} : { markLine: { silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: OUTCOME_COLOURS.late }, label: { formatter: `${words.target} ${formatPercent(target)}`, position: 'insideStartTop' }, data: [{ yAxis: target }] } }),
  };
  return {
    ...CHART_TEXT,
    grid: { left: 70, right: 60, top: 40, bottom: 45 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: chartNumber },
    xAxis: { type: 'category', data: items.map((item) => item.label) },
    yAxis: [{ type: 'value', name: words.count, minInterval: 1, nameTextStyle: { align: 'left' }, axisLabel: { formatter: chartNumber } }, { type: 'value', name: words.percent, min: 0, splitLine: { show: false }, axisLabel: { formatter: chartNumber } }],
    series: [bar(words.early, OUTCOME_COLOURS.early, ({ early }) => early), bar(words.onTime, OUTCOME_COLOURS.onTime, ({ onTime }) => onTime), bar(words.late, OUTCOME_COLOURS.late, ({ late }) => late), line].flat(),
  };
}
