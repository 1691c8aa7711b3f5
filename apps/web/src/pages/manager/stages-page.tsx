import { useMemo, type JSX } from 'react';
import { Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { Chart } from '../../ui/chart.js';
import type { ChartOption } from '../../ui/draw-chart.js';
import { PageHead } from '../../ui/page-head.js';
import { OUTCOME_COLOURS } from '../../ui/theme.js';
import { type Asked, type ChangeAsked, given, periodOf, scopeOf, useAsked } from './asked.js';
import { behindRate } from './behind.js';
import { CHART_TEXT, chartNumber } from './chart-text.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { StageLatenessPanel } from './stage-lateness-panel.js';
import { MINUTES_PER_HOUR, useWorkingMinutes } from './working-minutes.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Delay = components['schemas']['DelayFigure'];
type Dwell = components['schemas']['Dwell'];

const HOURS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const hours = (minutes: number): string => HOURS.format(minutes / MINUTES_PER_HOUR);

/** Where delay comes from: whose it is, at which stage, how long stages take, and how many of them end after their target. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  return (
    <>
      <PageHead title={t('stages.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency', 'field', 'procedure']} />
      <div className="panels">
        <div className="wide"><DelayPanel asked={asked} words={words} change={change} /></div>
        <div className="wide"><StageLatenessPanel asked={asked} /></div>
        <div className="wide"><DwellPanel asked={asked} /></div>
        <div className="wide"><StageRatePanel asked={asked} /></div>
      </div>
    </>
  );
}

function DelayPanel({ asked, words, change }: { readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  const by = words.get('delayBy') === 'stage' && asked.procedure !== undefined ? 'stage' : 'agency';
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/delay', { params: { query: { by, ...periodOf(asked), ...scopeOf(asked) } } });
  const { nameOf } = useAgencies();
  const time = useWorkingMinutes();
  const option = useMemo(() => delayOption(data?.items ?? [], t('stages.hours'), time), [data, t, time]);
  return (
    <Panel title={t('stages.delay')} error={error} isPending={isPending} extra={<Segmented aria-label={t('stages.by')} size="small" value={by} onChange={(chosen) => { change({ delayBy: chosen }); }} options={[{ value: 'agency', label: t('stages.byAgency') }, { value: 'stage', label: t('stages.byStage'), disabled: asked.procedure === undefined }]} />}>
      {data === undefined ? null : (
        <>
          <p><CountLink count={data.late} to={behindRate('late-of-processed', asked, 'numerator')} label={t('stages.late')} /> {t('stages.lateWords', { sum: time(data.minutes), mean: data.mean === null ? '–' : time(Math.round(data.mean)) })}{data.unmeasured === 0 ? '' : ` ${t('stages.unmeasured', { count: data.unmeasured })}`}</p>
          {data.whole ? null : <p data-sentence="share"><strong>{t('stages.shareOnly', { agency: nameOf(asked.agency ?? '') })}</strong></p>}
          {asked.procedure === undefined ? <p className="no-print">{t('stages.chooseProcedure')}</p> : null}
          <Chart title={t('stages.delay')} option={option} height={Math.max(160, 60 + data.items.length * 42)} caption={<Caption period={data.period} formula={data.formulaVi} asOf={data.asOf} />} table={<DelayTable delay={data} />} />
        </>
      )}
    </Panel>
  );
}

function DelayTable({ delay }: { readonly delay: Delay }): JSX.Element {
  const { t } = useTranslation('manager');
  const time = useWorkingMinutes();
  const { items, shared, whole } = delay;
  return (
    <Table<Delay['items'][number]>
      size="small"
      pagination={false}
      scroll={WRAPPED}
      rowKey={({ agency, stage }) => `${agency} ${stage ?? ''}`}
      dataSource={[...items]}
      columns={[
        { title: t('list.agency'), dataIndex: 'agencyName' },
        { title: t('stages.stage'), dataIndex: 'stageName' },
        { title: t('stages.workingTime'), className: 'number', render: (_, { minutes }) => time(minutes) },
        // Of one agency there is no whole its share would be a part of.
        ...(whole ? [{ title: t('stages.share'), className: 'number', render: (_: unknown, { percent }: Delay['items'][number]) => formatPercent(percent) }] : []),
      ]}
      summary={() => (whole ? <Table.Summary.Row className="total-line"><Table.Summary.Cell index={0} colSpan={2}><strong>{t('handling.sum')}</strong></Table.Summary.Cell><Table.Summary.Cell index={2} className="number"><strong>{time(shared)}</strong></Table.Summary.Cell><Table.Summary.Cell index={3} /></Table.Summary.Row> : null)}
    />
  );
}

function delayOption(items: Delay['items'], name: string, time: (minutes: number) => string): ChartOption {
  return {
    ...CHART_TEXT,
    grid: { left: 290, right: 140, top: 10, bottom: 40 },
    tooltip: { trigger: 'axis', valueFormatter: chartNumber },
    xAxis: { type: 'value', name, nameLocation: 'middle', nameGap: 24, axisLabel: { formatter: chartNumber } },
    yAxis: { type: 'category', inverse: true, data: items.map(({ agencyName, stage, stageName }) => (stage === null ? agencyName : `${stageName} – ${agencyName}`)), axisLabel: { width: 270, overflow: 'break', lineHeight: 15 } },
    series: [{ type: 'bar', name, itemStyle: { color: OUTCOME_COLOURS.late }, label: { show: true, position: 'right', formatter: ({ dataIndex }) => time(items[dataIndex]?.minutes ?? 0) }, data: items.map(({ minutes }) => minutes / MINUTES_PER_HOUR) }],
  };
}

function DwellPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { procedure } = asked;
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/dwell', { params: { query: { ...given({ agency: asked.agency, procedure }), ...periodOf(asked) } } }, { enabled: procedure !== undefined });
  if (procedure === undefined) return <Panel title={t('stages.dwell')}><p>{t('stages.dwellChoose')}</p></Panel>;
  return (
    <Panel title={t('stages.dwell')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <Table<Dwell['items'][number]>
            size="small"
            pagination={false}
            scroll={WRAPPED}
            rowKey="stage"
            dataSource={[...data.items]}
            locale={{ emptyText: t('stages.noRuns') }}
            columns={[
              { title: t('stages.stage'), dataIndex: 'stageName' },
              { title: t('stages.runs'), className: 'number', render: (_, { runs }) => formatCount(runs) },
              ...(['p50', 'p90', 'p99'] as const).map((quantile) => ({ title: t(`stages.${quantile}`), className: 'number', render: (_: unknown, item: Dwell['items'][number]) => hours(item[quantile].minutes) })),
            ]}
          />
          <Caption period={data.period} formula={data.formulaVi} asOf={data.asOf} />
          <p className="figure-caption">{t('stages.error', { percent: formatPercent(data.error * 100) })}</p>
        </>
      )}
    </Panel>
  );
}

function StageRatePanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/{rate}', { params: { path: { rate: 'stage-late-rate' }, query: { groupBy: 'agency', ...periodOf(asked), ...scopeOf(asked) } } });
  return (
    <Panel title={data?.label ?? t('stages.rate')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <p className="headline"><PercentLink value={data.total.value} numerator={data.total.numerator} to={behindRate('stage-late-rate', asked, 'numerator')} label={data.label} /></p>
          <Table
            size="small"
            pagination={false}
            scroll={WRAPPED}
            rowKey="key"
            dataSource={[...data.items]}
            columns={[
              { title: t('list.agency'), dataIndex: 'label' },
              { title: t('stages.lateRuns'), className: 'number', render: (_, { key, label, numerator }) => <CountLink count={numerator} to={behindRate('stage-late-rate', asked, 'numerator', { agency: key })} label={label} /> },
              { title: t('stages.runs'), className: 'number', render: (_, { key, label, denominator }) => <CountLink count={denominator} to={behindRate('stage-late-rate', asked, 'denominator', { agency: key })} label={label} /> },
              { title: data.label, className: 'number', render: (_, { value }) => formatPercent(value) },
            ]}
          />
          <Caption period={data.period} formula={data.formulaVi} comparison={data.comparisonLabel} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}
