import type { JSX } from 'react';
import { Card, Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { api } from '../../api/client.js';
import { formatMoment } from '../../format/moments.js';
import { PagedTable } from '../../ui/paged-table.js';
import { PageHead } from '../../ui/page-head.js';
import { type DossierItem } from './dossier-types.js';
import { Due } from './queue-table.js';
import './counter.css';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';

/** What a search found. The text comes in memory and stands in no address: it names people. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const text = (useLocation().state as { readonly text?: string } | null)?.text ?? '';
  return (
    <>
      <PageHead title={t('search.title')} />
      <Card size="small">{text.trim().length < 2 ? <Empty description={t('search.type')} /> : <Found key={text} text={text} />}</Card>
    </>
  );
}

function Found({ text }: { readonly text: string }): JSX.Element {
  const { t } = useTranslation('counter');
  const { data, error, isPending, refetch } = api.useQuery('post', '/api/v1/dossiers/search', { body: { text, limit: 100 } }, { gcTime: 0 });
  const pages = { data: data === undefined ? undefined : { pages: [data] }, error, isPending, hasNextPage: false, isFetchingNextPage: false, fetchNextPage: () => Promise.resolve(), refetch };
  return (
    <>
      <p>{t('search.for', { text })}</p>
      <PagedTable<DossierItem>
        pages={pages}
        rowKey="id"
        empty={t('search.nothing')}
        columns={[
          { title: t('list.code'), dataIndex: 'code', render: (code: string) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('list.applicant'), dataIndex: 'applicantName', render: (name: string | null) => name ?? '–' },
          { title: t('list.procedure'), dataIndex: 'procedureName', render: (name: string) => <ProcedureName name={name} /> },
          { title: t('list.status'), dataIndex: 'statusLabel' },
          { title: t('list.receivedAt'), dataIndex: 'receivedAt', render: (at: string) => formatMoment(at) },
          { title: t('list.appointment'), render: (_: unknown, item: DossierItem) => <Due item={item} /> },
        ]}
      />
      {data?.next == null ? null : <p>{t('search.more')}</p>}
    </>
  );
}
