import type { JSX, ReactNode } from 'react';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { formatMoment } from '../../format/moments.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProcedureName } from '../../ui/procedure-name.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { type DossierItem, type QueueCode } from './dossier-types.js';
import { dossierAddress } from '../../shell/dossier-address.js';

const PAGE = 50;

/** A queue, most urgent first, with columns of its own behind those every queue has. `againMs`: where a column says how time passes, how often that is read again. */
export function QueueTable({ queue, empty, columns, againMs }: { readonly queue: QueueCode; readonly empty: ReactNode; readonly againMs?: number; readonly columns?: (asOf: string) => TableColumnsType<DossierItem> }): JSX.Element {
  const { t } = useTranslation('counter');
  const pages = api.useInfiniteQuery('get', '/api/v1/dossiers', { params: { query: { queue, limit: PAGE } } }, { ...BY_KEY, ...(againMs === undefined ? {} : { refetchInterval: againMs }) });
  const asOf = pages.data?.pages[0]?.asOf ?? '';
  const known: TableColumnsType<DossierItem> = [
    { title: t('list.code'), dataIndex: 'code', render: (code: string) => <Link to={dossierAddress(code)}>{code}</Link> },
    { title: t('list.procedure'), dataIndex: 'procedureName', render: (name: string) => <ProcedureName name={name} /> },
    { title: t('list.status'), dataIndex: 'statusLabel' },
    { title: t('list.appointment'), render: (_: unknown, item: DossierItem) => <Due item={item} /> },
  ];
  return <PagedTable<DossierItem> pages={pages} rowKey="id" empty={empty} columns={[...known, ...(columns?.(asOf) ?? [])]} />;
}

/** The appointment of a line, with what stands against it in word and sign. */
export function Due({ item }: { readonly item: Pick<DossierItem, 'appointment' | 'dueAt' | 'late'> }): JSX.Element {
  const { t } = useTranslation('counter');
  const at = item.appointment ?? item.dueAt;
  return (
    <>
      {at === null ? t('list.noDate') : formatMoment(at)} {item.late ? <StandingTag standing="late">{t('list.late')}</StandingTag> : null}
    </>
  );
}
