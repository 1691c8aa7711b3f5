import { useState, type JSX } from 'react';
import { Select, Tabs, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import './calendar.css';
import { AssignmentForm, DraftForm } from './draft-form.js';
import { NoticeForm } from './notice-form.js';

const STATUSES = ['draft', 'published', 'discarded'] as const;

/** Changes of calendars: drafted here, looked at with what they would do to open dossiers, and published by a second person. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  const [status, setStatus] = useState<(typeof STATUSES)[number]>();
  const drafts = api.useInfiniteQuery('get', '/api/v1/calendar-drafts', { params: { query: { limit: 50, ...(status === undefined ? {} : { status }) } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('drafts.title')}><Link to="/quan-tri/lich">{t('menu.calendar')}</Link></PageHead>
      <section className="panel" aria-label={t('drafts.new')}>
        <h2>{t('drafts.new')}</h2>
        <Tabs items={[
          { key: 'days', label: t('drafts.byDays'), children: <DraftForm /> },
          { key: 'notice', label: t('drafts.byNotice'), children: <NoticeForm /> },
          { key: 'agency', label: t('drafts.byAgency'), children: <AssignmentForm /> },
        ]} />
      </section>
      <p><Select aria-label={t('drafts.status')} value={status ?? ('' as const)} onChange={(value: (typeof STATUSES)[number] | '') => { setStatus(value === '' ? undefined : value); }} options={[{ value: '' as const, label: t('drafts.all') }, ...STATUSES.map((value) => ({ value, label: t(`drafts.statuses.${value}`) }))]} style={{ minWidth: 200 }} /></p>
      <PagedTable
        pages={drafts}
        rowKey="id"
        scroll={{ x: true }}
        empty={t('drafts.none')}
        columns={[
          { title: t('drafts.source'), render: (_, { id, source }) => <Link to={`/quan-tri/du-thao-lich/${id}`}>{source}</Link> },
          { title: t('drafts.status'), render: (_, { statusLabel, isBaseCurrent, status: stands }) => <>{statusLabel}{stands === 'draft' && !isBaseCurrent ? <Tag style={{ marginInlineStart: 6 }}>{t('drafts.stale')}</Tag> : null}</> },
          { title: t('drafts.by'), render: (_, { draftedBy, draftedAt }) => `${nameOf(draftedBy)}, ${formatMoment(draftedAt)}` },
          { title: t('drafts.endedBy'), render: (_, { endedBy, endedAt }) => (endedBy === null || endedAt === null ? '–' : `${nameOf(endedBy)}, ${formatMoment(endedAt)}`) },
          { title: t('drafts.impact'), render: (_, { impact }) => (impact === null ? t('drafts.counting') : t('drafts.impactLine', { moved: impact.kinds.movingLater, endangered: impact.endangered })) },
        ]}
      />
    </>
  );
}
