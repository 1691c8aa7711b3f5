import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PageHead } from '../../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../../ui/paged-table.js';
import type { BulkAction } from '../types.js';
import { UndoBar } from './undo-bar.js';
import '../officer.css';

const PAGE = 50;

/** Somebody's own actions on many dossiers. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const pages = api.useInfiniteQuery('get', '/api/v1/bulk-actions', { params: { query: { limit: PAGE } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('bulk.history')} />
      <UndoBar />
      <PagedTable<Pick<BulkAction, 'id' | 'label' | 'begunAt' | 'undoneAt'>>
        pages={pages}
        rowKey="id"
        empty={t('bulk.noHistory')}
        columns={[
          { title: t('bulk.when'), key: 'when', render: (_, { id, begunAt }) => <Link to={`/thao-tac/${id}`}>{formatMoment(begunAt)}</Link> },
          { title: t('bulk.what'), dataIndex: 'label' },
          { title: t('bulk.undone'), key: 'undone', render: (_, { undoneAt }) => (undoneAt === null ? '' : formatMoment(undoneAt)) },
        ]}
      />
    </>
  );
}
