import type { JSX } from 'react';
import { Flex, Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../api/agencies.js';
import { useProcedures } from '../../api/procedures.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { type Asked, given, periodOf, useAsked } from './asked.js';
import { Caption, Panel } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Due = components['schemas']['DuePosting'];
type Figure = components['schemas']['PublicationFigures']['figures'][number];

const STATES = ['due', 'late'] as const;

/** What has to be posted where and by when, the most urgent first, and how much of it was posted in time. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { nameOf } = useAgencies();
  const { nameOf: procedureName } = useProcedures();
  const state = STATES.find((known) => known === words.get('state'));
  const pages = api.useInfiniteQuery('get', '/api/v1/publications/due', { params: { query: given({ agency: asked.agency, state }) } }, BY_KEY);
  return (
    <>
      <PageHead title={t('postings.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency']} />
      <Figures asked={asked} />
      <Flex gap="small" wrap className="no-print" style={{ margin: '1rem 0 0.5rem' }}>
        <Segmented aria-label={t('list.status')} value={state ?? 'all'} onChange={(value) => { change({ state: value === 'all' ? undefined : value }); }} options={(['all', 'due', 'late'] as const).map((value) => ({ value, label: t(`postings.${value}`) }))} />
      </Flex>
      <PagedTable<Due>
        pages={pages}
        scroll={WRAPPED}
        empty={t('postings.none')}
        rowKey={({ publication, clock }) => `${publication} ${clock}`}
        columns={[
          { title: t('postings.what'), render: (_, { subject, postedItem, publication }) => <>{subject === null ? t(`postings.item-${postedItem ?? 'other'}`) : <>{subject.code} <span className="figure-caption">{procedureName(subject.code)}</span></>} <div className="figure-caption">{publication}</div></> },
          { title: t('postings.where'), dataIndex: 'label' },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('list.due'), render: (_, { dueAt }) => formatMoment(dueAt) },
          { title: t('list.status'), render: (_, { late }) => <StandingTag standing={late ? 'late' : 'in-time'}>{t(late ? 'postings.late' : 'postings.due')}</StandingTag> },
          { title: t('postings.escalated'), className: 'number', render: (_, { escalated }) => formatCount(escalated) },
          { title: t('postings.decision'), render: (_, { announcement }) => announcement ?? '' },
        ]}
      />
    </>
  );
}

function Figures({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/publication-figures', { params: { query: { ...given({ agency: asked.agency }), ...periodOf(asked) } } });
  return (
    <Panel title={t('postings.figures')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <Table<Figure>
            size="small"
            pagination={false}
            scroll={WRAPPED}
            rowKey="name"
            dataSource={[...data.figures]}
            columns={[
              { title: t('postings.figure'), render: (_, { label, formulaVi }) => <div style={{ maxWidth: 560, whiteSpace: 'normal' }}>{label}<div className="figure-caption">{formulaVi}</div></div> },
              { title: t('postings.counted'), className: 'number', render: (_, { numerator, denominator }) => `${formatCount(numerator)}/${formatCount(denominator)}` },
              { title: t('postings.rate'), className: 'number', render: (_, { value }) => formatPercent(value) },
              { title: t('postings.pending'), className: 'number', render: (_, { pending }) => formatCount(pending) },
            ]}
          />
          <Caption period={data.period} formula={t('postings.formula')} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}
