import type { JSX } from 'react';
import { Flex, Segmented, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { PlainTable } from '../../ui/plain-table.js';
import { addressOf, type Asked, type ChangeAsked, scopeOf } from './asked.js';
import { Panel } from './figure-parts.js';
import { PANEL } from '../../ui/table-scroll.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';

type Endangered = components['schemas']['EndangeredDossier'];
type EndangeredList = components['schemas']['EndangeredDossierPage'];

const HOURS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const FIRST = 6;
/** What a panel of half the width has room for; the whole list tells the rest. */
const IN_PANEL: ReadonlySet<string> = new Set(['code', 'procedure', 'due', 'probability']);
/** How many working days ahead may be looked; as many as the server looks where nothing is said, until somebody chooses. */
const AHEAD = [1, 3, 5, 10] as const;
const USUAL_AHEAD = 3;

/** The dossiers that will be late next, the surest first; the whole list is one step away. */
export function EndangeredPanel({ asked, words, change }: { readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  const columns = useColumns();
  const days = aheadOf(words);
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/endangered', { params: { query: { ...scopeOf(asked), days, limit: FIRST } } });
  const items = [...(data?.items ?? [])];
  return (
    <Panel title={t('endangered.title')} error={error} isPending={isPending} extra={<Link to={addressOf('/so-lieu/nguy-co', scopeOf(asked), days === USUAL_AHEAD ? {} : { ahead: days })}>{t('endangered.all')}</Link>}>
      <Ahead days={days} change={change} />
      {/* Only what has links to step through may scroll: a keyboard reaches the rest of it by them. */}
      <PlainTable<Endangered> {...(items.length === 0 ? {} : { scroll: PANEL })} rowKey="code" dataSource={items} columns={columns.filter(({ key }) => IN_PANEL.has(String(key)))} empty={t('endangered.none')} />
      {data === undefined ? null : <Foretelling of={data} />}
    </Panel>
  );
}

/** How many working days ahead is looked, as it stands in the address. */
export function aheadOf(words: URLSearchParams): number {
  return AHEAD.find((days) => String(days) === words.get('ahead')) ?? USUAL_AHEAD;
}

/** Which dossiers are listed, and how many working days ahead is looked. */
export function Ahead({ days, change }: { readonly days: number; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <Flex gap="small" wrap align="center" style={{ margin: '0.5rem 0' }}>
      <span>{t('endangered.rule', { days })}</span>
      <Segmented className="no-print" aria-label={t('endangered.ahead')} size="small" value={days} onChange={(chosen) => { change({ ahead: chosen === USUAL_AHEAD ? undefined : String(chosen) }); }} options={AHEAD.map((value) => ({ value, label: t('endangered.days', { days: value }) }))} />
    </Flex>
  );
}

/** What a probability owes its reader: since when it stands, how earlier ones fared, and that it is advice. */
export function Foretelling({ of: { foretoldAt, backTest, advice, asOf } }: { readonly of: EndangeredList }): JSX.Element {
  const { t } = useTranslation('manager');
  const foretold = foretoldAt === null ? [] : [t('endangered.foretoldAt', { at: formatMoment(foretoldAt) })];
  return <p className="figure-caption" data-sentence="foretelling">{[...foretold, backTest ?? t('endangered.noForecast'), advice, `${t('caption.asOf', { asOf: formatMoment(asOf) })}.`].join(' ')}</p>;
}

/** What is told of each dossier that will be late. */
export function useColumns(): TableColumnsType<Endangered> {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  return [
    { key: 'code', title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
    { key: 'procedure', title: t('list.procedure'), width: 220, render: (_, { procedureName }) => <ProcedureName name={procedureName} /> },
    { key: 'agency', title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
    { key: 'due', title: t('list.due'), render: (_, { dueAt }) => formatMoment(dueAt) },
    { key: 'needed', title: t('endangered.hours'), className: 'number', render: (_, { neededHours, leftHours }) => `${neededHours === null ? '–' : HOURS.format(neededHours)} / ${HOURS.format(leftHours)}` },
    { key: 'reason', title: t('endangered.reason'), dataIndex: 'label' },
    { key: 'probability', title: t('endangered.probability'), className: 'number', render: (_, { probability }) => (probability === null ? '–' : formatPercent(probability)) },
  ];
}
