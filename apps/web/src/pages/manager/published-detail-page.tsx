import { useState, type JSX } from 'react';
import { Button, Flex, Input, Table } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given } from './asked.js';
import { Panel } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { useScopeWords } from './published-scope.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Published = components['schemas']['PublishedFigure'];
type Late = components['schemas']['LateEvent'];
type Value = Published['rates'][number]['published'];

/** A frozen period: each rate as it was told and as it is now, and every event that came after and changes it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { id = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/figures/published/{id}', { params: { path: { id } } });
  const { data: catalogue } = api.useQuery('get', '/api/v1/metrics/rates', {}, { staleTime: Infinity });
  const events = api.useInfiniteQuery('get', '/api/v1/figures/published/{id}/events', { params: { path: { id } } }, BY_KEY);
  const scopeWords = useScopeWords();
  const { nameOf } = useEverybody();
  const rateNameOf = (rate: string): string => catalogue?.items.find(({ name }) => name === rate)?.label ?? rate;
  if (error != null) return <ProblemAlert error={error} />;
  if (data === undefined) return <></>;
  const told = ({ value, numerator, denominator }: Value): string => `${formatPercent(value)} (${String(numerator)}/${String(denominator)})`;
  return (
    <>
      <PageHead title={t('published.one', { from: formatDay(data.period.from), to: formatDay(data.period.to) })}><PrintButton /></PageHead>
      <PrintHead asked={given({ agency: data.scope.agency, field: data.scope.field, procedure: data.scope.procedure })} days={`${formatDay(data.period.from)} – ${formatDay(data.period.to)}`} />
      <dl className="facts">
        <dt>{t('published.scope')}</dt><dd>{scopeWords(data.scope)}</dd>
        <dt>{t('published.edition')}</dt><dd>{data.edition}</dd>
        <dt>{t('published.at')}</dt><dd>{formatMoment(data.publishedAt)} ({data.publishedBy.role === 'system' ? t('published.bySystem') : nameOf(data.publishedBy.subject)})</dd>
        <dt>{t('published.seal')}</dt><dd>{t('published.sealWords', { number: data.seal.number })} <code>{data.hash.slice(0, 16)}…</code></dd>
        <dt>{t('published.now')}</dt><dd>{formatMoment(data.asOf)}</dd>
      </dl>
      <Reopening published={data} />
      <div className="panels" style={{ marginTop: '1rem' }}>
        <div className="wide">
          <Panel title={t('published.rates')}>
            <Table<Published['rates'][number]>
              size="small"
              pagination={false}
              scroll={WRAPPED}
              rowKey="rate"
              dataSource={[...data.rates].sort((a, b) => Number(b.differs) - Number(a.differs))}
              columns={[
                { title: t('explorer.rate'), render: (_, { rate, formulaVi, formula }) => <div style={{ maxWidth: 520, whiteSpace: 'normal' }}>{rateNameOf(rate)}<div className="figure-caption">{formulaVi ?? formula}</div></div> },
                { title: t('published.told'), className: 'number', render: (_, { published }) => told(published) },
                { title: t('published.today'), className: 'number', render: (_, { now, differs }) => (now === null ? '–' : differs ? <strong>{told(now)} – {t('published.differs')}</strong> : told(now)) },
              ]}
            />
          </Panel>
        </div>
        <div className="wide">
          <Panel title={t('published.events')}>
            <PagedTable<Late>
              pages={events}
              scroll={WRAPPED}
              empty={t('published.noEvents')}
              rowKey={({ dossierCode, seq }) => `${dossierCode} ${String(seq)}`}
              columns={[
                { title: t('list.code'), render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
                { title: t('published.event'), dataIndex: 'label' },
                { title: t('published.happened'), render: (_, { occurredAt }) => formatMoment(occurredAt) },
                { title: t('published.recorded'), render: (_, { recordedAt }) => formatMoment(recordedAt) },
                { title: t('published.changes'), render: (_, { changes }) => changes.map(({ count, by }) => `${count} ${by > 0 ? '+' : ''}${String(by)}`).join(', ') },
              ]}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** Asking for a period to be opened again, and the second person's word for it. */
function Reopening({ published }: { readonly published: Published }): JSX.Element | null {
  const { t } = useTranslation('manager');
  const queries = useQueryClient();
  const may = useMay('PublishFigures');
  const [reason, setReason] = useState('');
  const refreshed = { onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/figures/published/{id}'] }) };
  const asking = api.useMutation('post', '/api/v1/figures/published/{id}/reopen', refreshed);
  const confirming = api.useMutation('post', '/api/v1/figures/published/{id}/reopen/confirm', refreshed);
  const path = { id: published.id };
  const { reopening } = published;
  const error = asking.error ?? confirming.error;
  return (
    <section className="no-print" style={{ marginTop: '0.75rem' }}>
      {reopening === null ? null : <p>{t(reopening.confirmedAt === null ? 'published.askedBy' : 'published.reopenedBy', { by: reopening.requestedBy, reason: reopening.reason, confirmed: reopening.confirmedBy ?? '' })}</p>}
      {error === null ? null : <ProblemAlert error={error} />}
      {may && reopening === null ? <Flex gap="small" wrap><Input aria-label={t('published.reason')} placeholder={t('published.reason')} value={reason} maxLength={500} onChange={({ target }) => { setReason(target.value); }} style={{ maxWidth: 480 }} /><Button disabled={reason.trim() === ''} loading={asking.isPending} onClick={() => { asking.mutate({ params: { path }, body: { reason: reason.trim() } }); }}>{t('published.reopen')}</Button></Flex> : null}
      {may && reopening !== null && reopening.confirmedAt === null ? <Button loading={confirming.isPending} onClick={() => { confirming.mutate({ params: { path } }); }}>{t('published.confirmReopen')}</Button> : null}
    </section>
  );
}
