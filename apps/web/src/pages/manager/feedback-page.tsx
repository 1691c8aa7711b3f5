import type { JSX } from 'react';
import { Flex, Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
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
import { dossierAddress } from '../../shell/dossier-address.js';

type Line = components['schemas']['FeedbackLine'];
type Figures = components['schemas']['FeedbackFigures'];

const FORMS = ['feedback', 'urging'] as const;
const STATES = ['open', 'closed'] as const;

/** Feedback and urgings by their next clock, and how it was answered over a period. No names: who sent it is for whoever answers. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { nameOf } = useAgencies();
  const form = FORMS.find((known) => known === words.get('form')) ?? 'feedback';
  const state = STATES.find((known) => known === words.get('state')) ?? 'open';
  const pages = api.useInfiniteQuery('get', '/api/v1/feedback', { params: { query: { form, state, ...given({ agency: asked.agency }) } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('feedback.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency']} />
      <FeedbackFigures asked={asked} />
      <Flex gap="small" wrap className="no-print" style={{ margin: '1rem 0 0.5rem' }}>
        <Segmented aria-label={t('feedback.form')} value={form} onChange={(value) => { change({ form: value }); }} options={FORMS.map((value) => ({ value, label: t(`feedback.${value}`) }))} />
        <Segmented aria-label={t('list.status')} value={state} onChange={(value) => { change({ state: value }); }} options={STATES.map((value) => ({ value, label: t(`feedback.${value}`) }))} />
      </Flex>
      <PagedTable<Line>
        pages={pages}
        scroll={WRAPPED}
        empty={t('feedback.none')}
        rowKey="code"
        columns={[
          { title: t('feedback.code'), className: 'kept', render: (_, { code }) => <Link to={`/phan-anh/${encodeURIComponent(code)}`}>{code}</Link> },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('feedback.phase'), dataIndex: 'phaseLabel' },
          { title: t('list.received'), render: (_, { receivedAt }) => formatMoment(receivedAt) },
          { title: t('feedback.next'), render: (_, { nextClock }) => (nextClock === null ? '' : `${nextClock.label}: ${formatMoment(nextClock.dueAt)}`) },
          { title: t('feedback.standing'), render: (_, { late, nextClock }) => (nextClock === null ? '' : <StandingTag standing={late ? 'late' : 'in-time'}>{t(late ? 'feedback.late' : 'feedback.inTime')}</StandingTag>) },
          { title: t('feedback.dossier'), render: (_, { dossierCode }) => (dossierCode === null ? '' : <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link>) },
        ]}
      />
    </>
  );
}

function FeedbackFigures({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/feedback-figures', { params: { query: { ...given({ agency: asked.agency }), ...periodOf(asked) } } });
  return (
    <Panel title={t('feedback.figures')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          {data.note === null ? null : <p><strong>{data.note}</strong></p>}
          <Table<Figures['counts'][number]> size="small" pagination={false} rowKey="count" dataSource={[...data.counts]} columns={[{ title: t('feedback.count'), dataIndex: 'label' }, { title: t('feedback.number'), className: 'number', render: (_, { value }) => formatCount(value) }]} />
          <dl className="facts" style={{ marginTop: 12 }}>
            <dt>{t('feedback.answeredWell')}</dt><dd>{rateWords(data.answeredWell)}<div className="figure-caption">{data.answeredWell.formulaVi}</div></dd>
            <dt>{t('feedback.satisfaction')}</dt><dd>{rateWords(data.satisfaction)}<div className="figure-caption">{data.satisfaction.formulaVi}</div></dd>
          </dl>
          <Caption period={data.period} formula={t('feedback.formula')} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}

function rateWords({ n, d, value }: Figures['answeredWell']): string {
  return `${formatPercent(value === null ? null : Number(value))}${d === 0 ? '' : ` (${String(n)}/${String(d)})`}`;
}
