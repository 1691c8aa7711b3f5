import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { formatMoment } from '../../../format/moments.js';
import { dossierAddress } from '../../../shell/dossier-address.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { WRAPPED } from '../../../ui/table-scroll.js';
import { Waiting } from '../../../ui/waiting.js';
import { type BulkAction } from '../types.js';
import { hasStages, itemKey } from './chosen.js';
import { useDoneWords } from './done-words.js';
import { useFollowed } from './followed.js';
import { UndoBarOf } from './undo-bar.js';
import '../officer.css';

type Item = BulkAction['items'][number];

/** What became of one action, dossier by dossier, and of taking it back; while its ten minutes last it is taken back here, whatever came after it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const doneWords = useDoneWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useFollowed(id);
  const failed = error === null ? null : <ProblemAlert error={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return failed ?? <Waiting />;
  return (
    <>
      <PageHead title={`${data.label} · ${formatMoment(data.begunAt)}`}><Link to="/thao-tac">{t('bulk.history')}</Link></PageHead>
      {failed}
      <UndoBarOf action={data} />
      <p>{doneWords(data)}</p>
      <Table<Item>
        size="small" pagination={false} rowKey={itemKey} dataSource={data.items} scroll={WRAPPED}
        columns={[
          { title: t('columns.code'), key: 'code', render: (_, { dossierCode }) => <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link> },
          ...(hasStages(data.items) ? [{ title: t('columns.stage'), key: 'stage', dataIndex: 'stageName' }] : []),
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
