import { useState, type JSX } from 'react';
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { serverToday } from '../../api/server-time.js';
import { useAgencies } from '../../api/agencies.js';
import { api, call } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { given, useAsked } from './asked.js';
import { AgencyFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { useTableUpload } from './upload.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Comparison = components['schemas']['PortalComparison'];
const KINDS = ['csv', 'xlsx'] as const;

/** A table of the national portal held against our figures: uploaded here, with every comparison there was. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { nameOf } = useAgencies();
  const may = useMay('ComparePortal');
  const pages = api.useInfiniteQuery('get', '/api/v1/portal-comparisons', { params: { query: given({ agency: asked.agency }) } }, BY_KEY);
  return (
    <>
      <PageHead title={t('portal.title')}><PrintButton /></PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={t('portal.all')} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter"><AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} /></Flex>
      {may ? <div className="no-print"><UploadForm agency={asked.agency} /></div> : null}
      <div style={{ marginTop: '1rem' }}>
        <PagedTable<Comparison>
          pages={pages}
          scroll={WRAPPED}
          empty={t('portal.none')}
          rowKey="id"
          columns={[
            { title: t('portal.uploaded'), render: (_, { id, uploadedAt }) => <Link to={`/so-lieu/doi-chieu/${id}`}>{formatMoment(uploadedAt)}</Link> },
            { title: t('published.period'), render: (_, { from, to }) => `${formatDay(from)} – ${formatDay(to)}` },
            { title: t('list.agency'), render: (_, { agency }) => (agency === null ? t('published.province') : nameOf(agency)) },
            { title: t('list.status'), render: (_, { state }) => t(`portal.${state}`) },
            { title: t('portal.rows'), className: 'number', render: (_, { rows }) => (rows === null ? '–' : formatCount(rows)) },
            { title: t('portal.same'), className: 'number', render: (_, { same }) => (same === null ? '–' : formatCount(same)) },
            { title: t('portal.differences'), className: 'number', render: (_, { differences }) => (differences === null ? '–' : formatCount(Object.values(differences).reduce((sum, count) => sum + count, 0))) },
          ]}
        />
      </div>
    </>
  );
}

function UploadForm({ agency }: { readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const today = serverToday();
  const [days, setDays] = useState({ from: `${today.slice(0, 8)}01`, to: today });
  const { chooser, problem, hasFile, isBusy, renew, send } = useTableUpload(KINDS);
  const compare = (): void => {
    send(agency, (document, header) => call.POST('/api/v1/portal-comparisons', { params: { header }, body: { ...given({ agency }), ...days, document } }), (id) => `/so-lieu/doi-chieu/${id}`);
  };
  return (
    <Card size="small" title={<h2 className="panel-title">{t('portal.upload')}</h2>}>
      <p>{t('portal.rule')}</p>
      <Flex gap="small" wrap align="center">
        <DayField aria-label={t('period.from')} required value={days.from} onChange={(from) => { setDays({ ...days, from }); renew(); }} style={{ width: 160 }} />
        <DayField aria-label={t('period.to')} required value={days.to} onChange={(to) => { setDays({ ...days, to }); renew(); }} style={{ width: 160 }} />
        {chooser(t('portal.choose'))}
        <Button type="primary" disabled={!hasFile || days.from === '' || days.to < days.from} loading={isBusy} onClick={compare}>{t('portal.compare')}</Button>
      </Flex>
      {problem}
    </Card>
  );
}
