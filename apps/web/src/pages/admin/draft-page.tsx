import type { JSX } from 'react';
import { Alert, Button, Descriptions, Flex, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import { useAgencies } from '../../api/agencies.js';
import type { Answered } from './answered.js';
import './calendar.css';
import { DraftImpact } from './draft-impact.js';

type Draft = Answered<components['schemas']['CalendarDraft']>;

const ASK_AGAIN_MS = 2_000;

/** A draft of calendars: what it changes day by day, whom it would move, and its publication by a second person. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/calendar-drafts/{id}', { params: { path: { id } } }, {
    // The impact is counted in the background: it is asked for until it is there.
    refetchInterval: ({ state }) => (state.data?.status === 'draft' && state.data.impact === null ? ASK_AGAIN_MS : false),
  });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={t('draft.title', { source: data.source })}><Link to="/quan-tri/du-thao-lich">{t('menu.drafts')}</Link></PageHead>
      <Facts draft={data} />
      {data.status === 'draft' ? <Acts draft={data} /> : null}
      <Changes draft={data} />
      <DraftImpact draft={data} />
    </>
  );
}

function Facts({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      className="panel"
      items={[
        { key: 'status', label: t('drafts.status'), children: draft.statusLabel },
        { key: 'by', label: t('drafts.by'), children: `${nameOf(draft.draftedBy)}, ${formatMoment(draft.draftedAt)}` },
        { key: 'ended', label: t('drafts.endedBy'), children: draft.endedBy === null || draft.endedAt === null ? '–' : `${nameOf(draft.endedBy)}, ${formatMoment(draft.endedAt)}` },
        { key: 'version', label: t('draft.version'), children: draft.version === null ? '–' : draft.version.slice(0, 12) },
      ]}
    />
  );
}

/** What may be done with a draft. Whoever wrote it sees why they cannot publish it. */
function Acts({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const queries = useQueryClient();
  const done = { onSuccess: () => queries.invalidateQueries() };
  const path = { params: { path: { id: draft.id } } };
  const publish = api.useMutation('post', '/api/v1/calendar-drafts/{id}/publish', done);
  const rebase = api.useMutation('post', '/api/v1/calendar-drafts/{id}/rebase', done);
  const discard = api.useMutation('post', '/api/v1/calendar-drafts/{id}/discard', done);
  const own = draft.draftedBy === me.subject;
  const why = own ? t('draft.ownDraft') : !draft.isBaseCurrent ? t('draft.staleDraft') : draft.impact === null ? t('draft.notCounted') : undefined;
  const failed = [publish.error, rebase.error, discard.error].find((error) => error !== null);
  return (
    <section className="panel no-print" aria-label={t('draft.actions')}>
      {why === undefined ? <Alert type="info" showIcon title={t('draft.secondPerson')} /> : <Alert type="warning" showIcon title={why} />}
      <Flex gap="small" wrap align="center" style={{ marginTop: 8 }}>
        <Popconfirm title={t('draft.publishSure')} okText={t('draft.publish')} cancelText={t('cancel')} disabled={why !== undefined} onConfirm={() => { publish.mutate(path); }}>
          <Button type="primary" disabled={why !== undefined} loading={publish.isPending}>{t('draft.publish')}</Button>
        </Popconfirm>
        <Button onClick={() => { rebase.mutate(path); }} loading={rebase.isPending}>{t('draft.rebase')}</Button>
        <Popconfirm title={t('draft.discardSure')} okText={t('draft.discard')} cancelText={t('cancel')} onConfirm={() => { discard.mutate(path); }}>
          <Button danger loading={discard.isPending}>{t('draft.discard')}</Button>
        </Popconfirm>
        <Link to={`/quan-tri/lich?duthao=${draft.id}`}>{t('draft.tryOn')}</Link>
      </Flex>
      {failed === undefined ? null : <ProblemAlert error={failed} />}
    </section>
  );
}

function Changes({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useAgencies();
  return (
    <section className="panel">
      <h2>{t('draft.changes')}</h2>
      {draft.layers.map(({ layer, name, isNew, lines, week }) => (
        <div key={layer}>
          <h3>{name} {isNew ? `(${t('draft.newLayer')})` : ''}</h3>
          <pre className="source-lines">{lines.join('\n')}</pre>
          {week.length === 0 ? null : <ul className="plain-list">{week.map(({ weekday, before, after }) => <li key={weekday}>{t(`calendar.weekdays.${weekday as 'mon'}`)}: {hoursText(before)} → {hoursText(after)}</li>)}</ul>}
        </div>
      ))}
      {draft.assignments.length === 0 ? null : (
        <>
          <h3>{t('draft.assignments')}</h3>
          <ul className="plain-list">{draft.assignments.map(({ agency, before, after }) => <li key={agency}>{nameOf(agency)}: {before === null ? '–' : before.processing.join(' / ')} → {after.processing.join(' / ')}{after.intake.join() === after.processing.join() ? '' : ` (${t('calendar.uses.intake')}: ${after.intake.join(' / ')})`}</li>)}</ul>
        </>
      )}
    </section>
  );
}

function hoursText(hours: readonly (readonly string[])[] | null): string {
  return hours === null ? '–' : hours.length === 0 ? '0' : hours.map(([from = '', to = '']) => `${from}–${to}`).join(', ');
}
