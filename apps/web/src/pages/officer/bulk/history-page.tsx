import type { JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PageHead } from '../../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../../ui/paged-table.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { BulkAction } from '../types.js';
import { clockOf, useSecondsLeft, useUndo } from './undoing.js';
import '../officer.css';

const PAGE = 50;

type Line = Pick<BulkAction, 'id' | 'label' | 'begunAt' | 'undoUntil' | 'undoneAt'>;

/** Somebody's own actions on many dossiers; each can be taken back while its ten minutes last. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const { isBusy, problem, undo } = useUndo();
  const pages = api.useInfiniteQuery('get', '/api/v1/bulk-actions', { params: { query: { limit: PAGE } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('bulk.history')} />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      <PagedTable<Line>
        pages={pages}
        rowKey="id"
        empty={t('bulk.noHistory')}
        columns={[
          { title: t('bulk.when'), key: 'when', render: (_, { id, begunAt }) => <Link to={`/thao-tac/${id}`}>{formatMoment(begunAt)}</Link> },
          { title: t('bulk.what'), dataIndex: 'label' },
          { title: t('bulk.undone'), key: 'undone', render: (_, line) => (line.undoneAt === null ? <Undo line={line} isBusy={isBusy} onUndo={undo} /> : formatMoment(line.undoneAt)) },
        ]}
      />
    </>
  );
}

function Undo({ line, isBusy, onUndo }: { readonly line: Line; readonly isBusy: boolean; readonly onUndo: (id: string) => void }): JSX.Element | null {
  const { t } = useTranslation('officer');
  const left = useSecondsLeft(line);
  return left === 0 ? null : <Button size="small" danger disabled={isBusy} onClick={() => { onUndo(line.id); }}>{t('undo.button', { time: clockOf(left) })}</Button>;
}
