import { useState, type JSX } from 'react';
import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { type Asked, given, useAsked } from './asked.js';
import { FilterBar } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { useScopeWords } from './published-scope.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Item = components['schemas']['PublishedFigureItem'];

/** Periods whose figures are frozen: what was told, when and up to which seal of the ledger; events that came later stand beside it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const mayPublish = useMay('PublishFigures');
  const pages = api.useInfiniteQuery('get', '/api/v1/figures/published', { params: { query: given({ agency: asked.agency }) } }, BY_KEY);
  const scopeWords = useScopeWords();
  const { nameOf } = useEverybody();
  return (
    <>
      <PageHead title={t('published.title')}>{mayPublish ? <PublishButton asked={asked} /> : null}<PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency']} days={t('published.allPeriods')} />
      <PagedTable<Item>
        pages={pages}
        scroll={WRAPPED}
        empty={t('published.none')}
        rowKey="id"
        columns={[
          { title: t('published.period'), render: (_, { id, period }) => <Link to={`/so-lieu/cong-bo/${id}`}>{formatDay(period.from)} – {formatDay(period.to)}</Link> },
          { title: t('published.scope'), render: (_, { scope }) => scopeWords(scope) },
          { title: t('published.edition'), dataIndex: 'edition' },
          { title: t('published.rate'), className: 'number', render: (_, { lateRate }) => (lateRate === null ? '–' : `${formatPercent(lateRate.value)} (${String(lateRate.numerator)}/${String(lateRate.denominator)})`) },
          { title: t('published.at'), render: (_, { publishedAt }) => formatMoment(publishedAt) },
          { title: t('published.by'), render: (_, { publishedBy }) => (publishedBy.role === 'system' ? t('published.bySystem') : nameOf(publishedBy.subject)) },
          { title: t('published.seal'), render: (_, { seal }) => String(seal.number) },
          { title: t('published.reopening'), render: (_, { reopening }) => (reopening === null ? '' : t(reopening.confirmedAt === null ? 'published.asked' : 'published.reopened')) },
        ]}
      />
    </>
  );
}

function PublishButton({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const period = publishable(asked);
  const { mutate, error, isPending, reset } = api.useMutation('post', '/api/v1/figures/publish', { onSuccess: async () => { setOpen(false); await queries.invalidateQueries({ queryKey: ['get', '/api/v1/figures/published'] }); } });
  return (
    <>
      {period === undefined ? <span className="figure-caption">{t('published.choose')}</span> : null}
      <Button type="primary" disabled={period === undefined} onClick={() => { reset(); setOpen(true); }}>{t('published.publish')}</Button>
      <Modal open={isOpen} title={t('published.publish')} okText={t('published.confirm')} cancelText={t('cancel')} confirmLoading={isPending} onCancel={() => { setOpen(false); }} onOk={() => { if (period !== undefined) mutate({ body: { period, scope: given({ agency: asked.agency }) } }); }}>
        <p>{t('published.warning')}</p>
        {error === null ? null : <ProblemAlert error={error} />}
      </Modal>
    </>
  );
}

/** The period as a publication names it; none while nothing is chosen, for the present month is not over. */
function publishable({ period, bounds, from, to }: Asked): components['schemas']['PublishRequest']['period'] | undefined {
  if (from !== undefined && to !== undefined) return { from, to };
  return period === undefined ? undefined : { period, ...given({ bounds }) };
}
