import type { JSX } from 'react';
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { PageHead } from '../../ui/page-head.js';
import { addressOf, type Asked, scopeOf, useAsked } from './asked.js';
import { Panel } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { PANEL, WRAPPED } from '../../ui/table-scroll.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';

type Endangered = components['schemas']['EndangeredDossier'];

const HOURS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const FIRST = 6;
const DAYS = 3;

/** The dossiers that will be late next, the surest first; the whole list is one step away. */
export function EndangeredPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const columns = useColumns();
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/endangered', { params: { query: { ...scopeOf(asked), days: DAYS, limit: FIRST } } });
  const items = [...(data?.items ?? [])];
  return (
    <Panel title={t('endangered.title')} error={error} isPending={isPending} extra={<Link to={addressOf('/so-lieu/nguy-co', scopeOf(asked))}>{t('endangered.all')}</Link>}>
      <p>{t('endangered.rule', { days: DAYS })}</p>
      {/* Only what has links to step through may scroll: a keyboard reaches the rest of it by them. */}
      <Table<Endangered> size="small" pagination={false} {...(items.length === 0 ? {} : { scroll: PANEL })} rowKey="code" dataSource={items} columns={columns.filter(({ key }) => key !== 'agency' && key !== 'needed')} locale={{ emptyText: t('endangered.none') }} />
    </Panel>
  );
}

/** The whole list of dossiers that will be late. */
export function EndangeredPage(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const columns = useColumns();
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/endangered', { params: { query: { ...scopeOf(asked), days: DAYS } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('endangered.title')} />
      <FilterBar asked={asked} change={change} parts={['agency', 'field', 'procedure']} />
      <p>{t('endangered.rule', { days: DAYS })}</p>
      <PagedTable pages={pages} scroll={WRAPPED} empty={t('endangered.none')} rowKey="code" columns={columns} />
    </>
  );
}

function useColumns(): TableColumnsType<Endangered> {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  return [
    { key: 'code', title: t('list.code'), className: 'kept', render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
    { key: 'procedure', title: t('list.procedure'), width: 220, render: (_, { procedureName }) => <ProcedureName name={procedureName} /> },
    { key: 'agency', title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
    { key: 'due', title: t('list.due'), render: (_, { dueAt }) => formatMoment(dueAt) },
    { key: 'needed', title: t('endangered.hours'), className: 'number', render: (_, { neededHours, leftHours }) => `${neededHours === null ? '–' : HOURS.format(neededHours)} / ${HOURS.format(leftHours)}` },
    { key: 'reason', title: t('endangered.reason'), dataIndex: 'label' },
    { key: 'probability', title: t('endangered.probability'), className: 'number', render: (_, { probability }) => (probability === null ? '–' : formatPercent(probability)) },
  ];
}
