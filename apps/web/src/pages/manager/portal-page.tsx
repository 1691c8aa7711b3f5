import { useState, type JSX } from 'react';
import { Alert, Button, Card, Flex, Upload } from 'antd';
import { UploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { serverToday } from '../../api/server-time.js';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given, useAsked } from './asked.js';
import { AgencyFilter } from './filter-bar.js';
import { uploadTable } from './upload.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Comparison = components['schemas']['PortalComparison'];

/** A table of the national portal held against our figures: uploaded here, with every comparison there was. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { nameOf } = useAgencies();
  const may = useMay('ComparePortal');
  const pages = api.useInfiniteQuery('get', '/api/v1/portal-comparisons', { params: { query: given({ agency: asked.agency }) } }, BY_KEY);
  return (
    <>
      <PageHead title={t('portal.title')} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter"><AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} /></Flex>
      {may ? <UploadForm agency={asked.agency} /> : null}
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
  const navigate = useNavigate();
  const { header, renew } = useRequestKey();
  const today = serverToday();
  const [days, setDays] = useState({ from: `${today.slice(0, 8)}01`, to: today });
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { mutateAsync } = api.useMutation('post', '/api/v1/portal-comparisons');
  const send = async (chosen: File): Promise<void> => {
    const document = await uploadTable(chosen, agency, ['csv', 'xlsx']);
    const { id } = await mutateAsync({ params: { header: header() }, body: { ...given({ agency }), ...days, document } });
    renew();
    await navigate(`/so-lieu/doi-chieu/${id}`);
  };
  const compare = (chosen: File): void => {
    setBusy(true);
    setError(undefined);
    send(chosen).catch(setError).finally(() => { setBusy(false); });
  };
  return (
    <Card size="small" title={<h2 className="panel-title">{t('portal.upload')}</h2>}>
      <p>{t('portal.rule')}</p>
      <Flex gap="small" wrap align="center">
        <DayField aria-label={t('period.from')} required value={days.from} onChange={(from) => { setDays({ ...days, from }); renew(); }} style={{ width: 160 }} />
        <DayField aria-label={t('period.to')} required value={days.to} onChange={(to) => { setDays({ ...days, to }); renew(); }} style={{ width: 160 }} />
        <Upload accept=".csv,.xlsx" maxCount={1} beforeUpload={(chosen) => { setFile(chosen); renew(); return false; }} onRemove={() => { setFile(undefined); }}><Button icon={<UploadOutlined aria-hidden />}>{t('portal.choose')}</Button></Upload>
        <Button type="primary" disabled={file === undefined || days.from === '' || days.to < days.from} loading={isBusy} onClick={() => { if (file !== undefined) compare(file); }}>{t('portal.compare')}</Button>
      </Flex>
      {error === undefined ? null : error instanceof Error && !('status' in error) ? <Alert type="error" showIcon title={t('portal.unread')} description={error.message} /> : <ProblemAlert error={error} />}
    </Card>
  );
}
