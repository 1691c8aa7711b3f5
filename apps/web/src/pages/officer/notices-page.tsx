import { useState, type JSX } from 'react';
import { Button, Card, Flex, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { BY_KEY } from '../../api/by-key.js';
import { api, call } from '../../api/client.js';
import { useSending } from '../../api/sending.js';
import { formatMoment } from '../../format/moments.js';
import { rereadAddresses } from '../../live/refresher.js';
import { useMay, useMe } from '../../session/me.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import { Escalations } from './escalations.js';
import { listAddress } from './notice-address.js';
import './officer.css';

const PAGE = 50;
const rereadNotices = (queries: QueryClient): void => { rereadAddresses(queries, '/api/v1/notices'); };
const rereadFollows = (queries: QueryClient): void => { rereadAddresses(queries, '/api/v1/follows'); };

/** What the person is told, the newest first; apologies nobody acted on, for who is above; and dossiers followed. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const me = useMe();
  const { isBusy, problem, send } = useSending(rereadNotices);
  const [unread, setUnread] = useState(true);
  const maySign = useMay('SignApology');
  const pages = api.useInfiniteQuery('get', '/api/v1/notices', { params: { query: { limit: PAGE, ...(unread ? { unread: 'true' as const } : {}) } } }, { ...BY_KEY, refetchInterval: 60_000 });
  const notices = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const read = async (ids: readonly number[]): Promise<void> => {
    await send(async () => {
      for (const id of ids) {
        const { data, error } = await call.POST('/api/v1/notices/{id}/read', { params: { path: { id } } });
        if (data === undefined) return { error };
      }
      return { data: ids };
    });
  };
  return (
    <>
      <PageHead title={t('notices.title')}>
        <span>{t('notices.unread', { count: pages.data?.pages[0]?.unread ?? 0 })}</span>
        <Segmented aria-label={t('notices.which')} value={unread ? 'unread' : 'all'} onChange={(value) => { setUnread(value === 'unread'); }} options={[{ value: 'unread', label: t('notices.onlyUnread') }, { value: 'all', label: t('notices.all') }]} />
        <Button loading={isBusy} disabled={notices.every(({ readAt }) => readAt !== null)} onClick={() => { void read(notices.filter(({ readAt }) => readAt === null).map(({ id }) => id)); }}>{t('notices.readAll')}</Button>
      </PageHead>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      {pages.error === null ? null : <ProblemAlert error={pages.error} onRetry={() => { void pages.refetch(); }} />}
      {pages.isPending ? <Waiting /> : null}
      {maySign ? <Escalations /> : null}
      {pages.data !== undefined && notices.length === 0 ? <p>{t('notices.none')}</p> : null}
      <ul className="notices">
        {notices.map(({ id, label, lines, dossierCode, visibleAt, readAt, lists }) => (
          <li key={id} className={readAt === null ? 'unread' : ''}>
            <Flex gap="small" wrap align="baseline"><b>{label}</b> <span className="timeline-who">{formatMoment(visibleAt)}</span>{readAt === null ? <Button size="small" disabled={isBusy} onClick={() => { void read([id]); }}>{t('notices.read')}</Button> : null}</Flex>
            {lists.length > 0 ? <ul>{lists.filter(({ count }) => count > 0).map(({ queue, label: name, count }) => <li key={queue}><ListName to={listAddress(queue, me)}>{`${name}: ${String(count)}`}</ListName></li>)}</ul> : lines.map((line) => <p key={line}>{line}</p>)}
            {dossierCode === null ? null : <Link to={dossierAddress(dossierCode)}>{t('notices.open', { code: dossierCode })}</Link>}
          </li>
        ))}
      </ul>
      {pages.hasNextPage ? <Button loading={pages.isFetchingNextPage} onClick={() => { void pages.fetchNextPage(); }}>{t('timeline.more')}</Button> : null}
      <Following />
    </>
  );
}

/** Leads to the list, where the person has a page for it. */
function ListName({ to, children }: { readonly to: string | undefined; readonly children: string }): JSX.Element {
  return to === undefined ? <>{children}</> : <Link to={to}>{children}</Link>;
}

function Following(): JSX.Element | null {
  const { t } = useTranslation('officer');
  const { isBusy, problem, send } = useSending(rereadFollows);
  const { data } = api.useQuery('get', '/api/v1/follows', { params: { query: { limit: 200 } } });
  if (data === undefined || data.items.length === 0) return null;
  const end = async (id: string): Promise<void> => {
    await send(() => call.POST('/api/v1/follows/{id}/end', { params: { path: { id } } }));
  };
  return (
    <Card size="small" title={<h2>{t('follows.own')}</h2>}>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      <ul className="plain">{data.items.map(({ id, dossierCode, label }) => <li key={id}><Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> · {label} <Button size="small" disabled={isBusy} onClick={() => { void end(id); }}>{t('follows.end')}</Button></li>)}</ul>
    </Card>
  );
}
