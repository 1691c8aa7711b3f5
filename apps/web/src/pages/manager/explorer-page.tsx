import type { JSX } from 'react';
import { Flex, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { STANDING_COLOURS } from '../../ui/theme.js';
import { PageHead } from '../../ui/page-head.js';
import { type Asked, type ChangeAsked, periodOf, scopeOf, useAsked } from './asked.js';
import { behindRate } from './behind.js';
import { ComparePanel } from './compare-panel.js';
import { CatchingUp } from './catching-up.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { lastDay } from './periods.js';
import { PrintButton } from './print-button.js';
import { RateFacts } from './rate-facts.js';
import { TrendPanel } from './trend-panel.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Figure = components['schemas']['Figure'];
type Rate = components['schemas']['Rate'];
type Item = Figure['items'][number];

const GROUPS = ['agency', 'field', 'procedure', 'case', 'channel', 'commune', 'month'] as const;

/** Every published rate over any period and scope: its formula and source, its groups, its trend, the list behind each number, and why two of them differ. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { data } = api.useQuery('get', '/api/v1/metrics/rates', {}, { staleTime: Infinity });
  const rates = data?.items ?? [];
  const rate = rates.find(({ name }) => name === words.get('rate')) ?? rates[0];
  return (
    <>
      <PageHead title={t('explorer.title')}><PrintButton /></PageHead>
      <Flex gap="small" wrap align="center" className="no-print figure-filter">
        <Select aria-label={t('explorer.rate')} {...(rate === undefined ? {} : { value: rate.name })} onChange={(name) => { change({ rate: name }); }} showSearch={BY_LABEL} options={rates.map(({ name, label }) => ({ value: name, label }))} popupMatchSelectWidth={false} style={{ minWidth: 320 }} />
      </Flex>
      <FilterBar asked={asked} change={change} parts={['period', 'agency', 'field', 'procedure']} />
      {rate === undefined ? null : (
        <div className="panels">
          <div className="wide"><RatePanel rate={rate} asked={asked} words={words} change={change} /></div>
          <div className="wide"><TrendPanel asked={asked} words={words} change={change} rate={rate.name} /></div>
          <RateFacts rate={rate} />
          <ComparePanel left={rate} rates={rates} asked={asked} words={words} change={change} />
        </div>
      )}
    </>
  );
}

function RatePanel({ rate, asked, words, change }: { readonly rate: Rate; readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  // What no figures are kept by is told from the dossiers alone, and the codes of cases are those of one procedure.
  const groups = GROUPS.filter((known) => (known !== 'case' && known !== 'commune') || (rate.told && (known !== 'case' || asked.procedure !== undefined)));
  const groupBy = groups.find((known) => known === words.get('groupBy')) ?? 'agency';
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/{rate}', { params: { path: { rate: rate.name }, query: { groupBy, ...periodOf(asked), ...scopeOf(asked) } } });
  return (
    <Panel title={rate.label} error={error} isPending={isPending} extra={<Select aria-label={t('explorer.groupBy')} size="small" value={groupBy} onChange={(chosen) => { change({ groupBy: chosen }); }} options={groups.map((value) => ({ value, label: t(`explorer.by-${value}`) }))} popupMatchSelectWidth={false} style={{ minWidth: 140 }} />}>
      {data === undefined ? null : <Told figure={data} asked={asked} groupBy={groupBy} />}
    </Panel>
  );
}

function Told({ figure, asked, groupBy }: { readonly figure: Figure; readonly asked: Asked; readonly groupBy: (typeof GROUPS)[number] }): JSX.Element {
  const { t } = useTranslation('manager');
  const { total, rate, label, target, stateLabel, stock, period, formulaVi, comparisonLabel, asOf, projection } = figure;
  const partsOf = ({ key }: Item): Readonly<Record<string, string>> => (groupBy === 'month' ? monthDays(key) : { [groupBy]: key });
  const isBroken = target !== null && total.value !== null && total.value >= target;
  return (
    <>
      <p className="headline" data-figure={rate} style={{ color: target === null || total.value === null ? STANDING_COLOURS.calm : isBroken ? STANDING_COLOURS.late : STANDING_COLOURS.done }}>
        {total.value === null ? stateLabel : (
          <>
            <PercentLink value={total.value} numerator={total.numerator} to={behindRate(rate, asked, 'numerator')} label={label} />{' '}
            <small>{target === null ? '' : t(isBroken ? 'budget.broken' : 'budget.kept', { line: formatPercent(target) })}</small>
          </>
        )}
      </p>
      <p>
        <CountLink count={total.numerator} to={behindRate(rate, asked, 'numerator')} label={t('explorer.numerator')} /> / <CountLink count={total.denominator} to={behindRate(rate, asked, 'denominator')} label={t('explorer.denominator')} />
        {stock === null ? null : <> · {t('explorer.stock', { open: formatCount(stock.open), inTime: formatCount(stock.inTime), overdue: formatCount(stock.overdue), paused: formatCount(stock.pausedInTime) })}</>}
      </p>
      <CatchingUp projection={projection} />
      <Table<Item>
        size="small"
        rowKey="key"
        pagination={figure.items.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={WRAPPED}
        dataSource={[...figure.items]}
        locale={{ emptyText: t('explorer.nothing') }}
        columns={[
          { title: t(`explorer.by-${groupBy}`), dataIndex: 'label', sorter: (a, b) => a.label.localeCompare(b.label, 'vi') },
          { title: t('explorer.numerator'), className: 'number', sorter: (a, b) => a.numerator - b.numerator, render: (_, item) => <CountLink count={item.numerator} to={behindRate(rate, asked, 'numerator', partsOf(item))} label={`${item.label}, ${t('explorer.numerator')}`} /> },
          { title: t('explorer.denominator'), className: 'number', sorter: (a, b) => a.denominator - b.denominator, render: (_, item) => <CountLink count={item.denominator} to={behindRate(rate, asked, 'denominator', partsOf(item))} label={`${item.label}, ${t('explorer.denominator')}`} /> },
          { title: label, className: 'number', sorter: (a, b) => (a.value ?? -1) - (b.value ?? -1), render: (_, item) => <PercentLink value={item.value} numerator={item.numerator} to={behindRate(rate, asked, 'numerator', partsOf(item))} label={`${item.label}, ${label}`} /> },
        ]}
      />
      <Caption period={period} formula={formulaVi} comparison={comparisonLabel} asOf={asOf} />
    </>
  );
}

/** A month of a series instead of the days asked for. */
function monthDays(key: string): Readonly<Record<string, string>> {
  const [year = '', month = ''] = key.split('-');
  return { from: `${key}-01`, to: lastDay(year, Number(month)) };
}
