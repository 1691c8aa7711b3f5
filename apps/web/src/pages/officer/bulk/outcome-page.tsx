import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import { type BulkAction } from '../types.js';
import { UndoBar } from './undo-bar.js';
import '../officer.css';
import { dossierAddress } from '../../../shell/dossier-address.js';

type Item = BulkAction['items'][number];
/** Only for what the stream of changes does not tell in time: slower each time, and never once everything is decided. */
const FIRST_AGAIN_MS = 3_000;
const SLOWEST_AGAIN_MS = 60_000;

/** Whether nothing of it will change by itself any more: every command is decided, and every one that takes it back. */
function isDecided(action: BulkAction | undefined): boolean {
  return action?.finished === true && action.items.every(({ undone }) => undone?.status !== 'waiting' && undone?.status !== 'pending');
}

/** What became of one action, dossier by dossier, and of taking it back. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const { id = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/bulk-actions/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => (isDecided(state.data as BulkAction | undefined) ? false : Math.min(FIRST_AGAIN_MS * 2 ** Math.max(0, state.dataUpdateCount - 1), SLOWEST_AGAIN_MS)) });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={`${data.label} · ${formatMoment(data.begunAt)}`}><Link to="/thao-tac">{t('bulk.history')}</Link></PageHead>
      <UndoBar />
      <p>{t('undo.done', { label: data.label, applied: data.counts.applied, count: data.counts.dossiers })}</p>
      <Table<Item>
        size="small" pagination={false} rowKey="dossierCode" dataSource={data.items} scroll={{ x: 'max-content' }}
        columns={[
          { title: t('columns.code'), key: 'code', render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
          { title: t('bulk.outcome'), key: 'done', render: (_, { done }) => <Step step={done} /> },
          ...(data.undoneAt === null ? [] : [{ title: t('bulk.undone'), key: 'undone', render: (_: unknown, { undone, since }: Item) => <>{undone === null ? null : <Step step={undone} />}{since.map(({ seq, label, occurredAt }) => <div key={seq}>{label}, {formatMoment(occurredAt)}</div>)}</> }]),
        ]}
      />
    </>
  );
}

function Step({ step }: { readonly step: Item['done'] }): JSX.Element {
  const { t } = useTranslation('officer');
  return <span className="wrapped">{t(`bulk.steps.${step.status}`)}{step.sentence === null ? '' : `: ${step.sentence}`}</span>;
}
