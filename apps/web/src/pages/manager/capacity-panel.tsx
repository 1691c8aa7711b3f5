import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay } from '../../format/moments.js';
import { formatCount, formatWholePercent } from '../../format/numbers.js';
import { useMe } from '../../session/me.js';
import { Chart } from '../../ui/chart.js';
import type { ChartOption } from '../../ui/draw-chart.js';
import { PlainTable } from '../../ui/plain-table.js';
import { OUTCOME_COLOURS } from '../../ui/theme.js';
import type { Asked } from './asked.js';
import { behindDay } from './behind.js';
import { CHART_TEXT, chartNumber } from './chart-text.js';
import { Caption, CountLink, Panel } from './figure-parts.js';
import { WRAPPED } from '../../ui/table-scroll.js';

type Day = components['schemas']['Capacity']['days'][number];

const DAYS = 14;
const HOURS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** The work due in an agency day by day against its officers present: of the agency that is chosen, else one's own. */
export function CapacityPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { agency: own } = useMe();
  const { nameOf } = useAgencies();
  const agency = asked.agency ?? own.code;
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/capacity', { params: { query: { agency, days: DAYS } } });
  const days = data?.days;
  const option = useMemo(() => optionOf(days ?? [], { needed: t('capacity.needed'), available: t('capacity.available'), hours: t('capacity.hours') }), [days, t]);
  const daysOf = (shown: readonly Day[]): string => t('caption.period', { from: formatDay(shown[0]?.day ?? ''), to: formatDay(shown.at(-1)?.day ?? '') });
  return (
    <Panel title={t('capacity.title', { agency: nameOf(agency) })} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          {asked.agency === undefined ? <p>{t('capacity.choose')}</p> : null}
          <Chart title={t('capacity.title', { agency: nameOf(agency) })} option={option} caption={<Caption days={daysOf(data.days)} formula={data.formulaVi} asOf={data.asOf} />} table={<DayTable agency={agency} days={data.days} />} />
        </>
      )}
    </Panel>
  );
}

function DayTable({ agency, days }: { readonly agency: string; readonly days: readonly Day[] }): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <PlainTable<Day>
      scroll={WRAPPED}
      rowKey="day"
      dataSource={[...days]}
      columns={[
        { title: t('capacity.day'), render: (_, { day, dayOff }) => `${formatDay(day)}${dayOff === null ? '' : ` (${t('capacity.dayOff')}${dayOff === '' ? '' : `: ${dayOff}`})`}` },
        { title: t('capacity.dueDossiers'), className: 'number', render: (_, { day, dueDossiers }) => <CountLink count={dueDossiers} to={behindDay(agency, day, 'dossiers')} label={t('capacity.dueDossiersOn', { day: formatDay(day) })} /> },
        { title: t('capacity.dueRuns'), className: 'number', render: (_, { day, dueRuns }) => <CountLink count={dueRuns} to={behindDay(agency, day, 'runs')} label={t('capacity.dueRunsOn', { day: formatDay(day) })} /> },
        { title: t('capacity.supplements'), className: 'number', render: (_, { day, supplementLimits }) => <CountLink count={supplementLimits} to={behindDay(agency, day, 'supplements')} label={t('capacity.supplementsOn', { day: formatDay(day) })} /> },
        { title: t('capacity.needed'), className: 'number', render: (_, { neededHours }) => HOURS.format(neededHours) },
        { title: t('capacity.present'), className: 'number', render: (_, { officersPresent, officersAbsent }) => `${formatCount(officersPresent)}${officersAbsent === 0 ? '' : ` (${t('capacity.absent', { count: officersAbsent })})`}` },
        { title: t('capacity.available'), className: 'number', render: (_, { availableHours }) => HOURS.format(availableHours) },
        { title: t('capacity.load'), className: 'number', render: (_, { loadPercent }) => (loadPercent === null ? '–' : formatWholePercent(loadPercent)) },
        { title: t('capacity.standing'), dataIndex: 'standingLabel' },
      ]}
    />
  );
}

function optionOf(days: readonly Day[], words: { readonly needed: string; readonly available: string; readonly hours: string }): ChartOption {
  return {
    ...CHART_TEXT,
    grid: { left: 60, right: 20, top: 40, bottom: 40 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: chartNumber },
    xAxis: { type: 'category', data: days.map(({ day }) => formatDay(day).slice(0, -5)) },
    yAxis: { type: 'value', name: words.hours, axisLabel: { formatter: chartNumber } },
    series: [
      { type: 'bar', name: words.needed, itemStyle: { color: OUTCOME_COLOURS.onTime }, data: days.map(({ neededHours }) => neededHours) },
      { type: 'line', step: 'middle', name: words.available, itemStyle: { color: '#111827' }, data: days.map(({ availableHours }) => availableHours) },
    ],
  };
}
