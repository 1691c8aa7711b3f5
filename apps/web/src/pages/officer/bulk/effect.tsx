import type { JSX } from 'react';
import { Alert, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../../api/agencies.js';
import { formatMoment } from '../../../format/moments.js';
import type { BulkPreview } from '../types.js';
import { hasStages, itemKey } from './chosen.js';

type Item = BulkPreview['items'][number];

/** What an action would do: to everybody's load, and to each dossier. */
export function Effect({ preview }: { readonly preview: BulkPreview }): JSX.Element {
  const { t } = useTranslation('officer');
  const { nameOf: agencyName } = useAgencies();
  const holder = (each: Item['from']): string => (each === null ? '–' : (each.officerName ?? each.officer ?? agencyName(each.agency)));
  const stages = hasStages(preview.items);
  return (
    <>
      {preview.warnings.map((warning) => <Alert key={warning} type="warning" showIcon title={warning} />)}
      <Table<BulkPreview['loads'][number]>
        size="small" pagination={false} rowKey="of" dataSource={preview.loads} title={() => t('bulk.loads')}
        columns={[
          { title: t('bulk.who'), dataIndex: 'name' },
          { title: t('bulk.open'), key: 'open', render: (_, { open }) => t('bulk.change', open) },
          { title: t('bulk.dueSoon'), key: 'soon', render: (_, { dueSoon }) => t('bulk.change', dueSoon) },
        ]}
      />
      <Table<Item>
        size="small" pagination={false} rowKey={itemKey} dataSource={preview.items} scroll={{ x: 'max-content', y: 320 }} title={() => t(stages ? 'bulk.eachStage' : 'bulk.each', { allowed: preview.allowed, count: preview.items.length })}
        columns={[
          { title: t('columns.code'), dataIndex: 'dossierCode' },
          ...(stages ? [{ title: t('columns.stage'), key: 'stage', dataIndex: 'stageName' }] : []),
          { title: t('bulk.from'), key: 'from', render: (_, { from }) => holder(from) },
          { title: t('bulk.into'), key: 'to', render: (_, { to }) => to.map(holder).join(', ') },
          { title: t('bulk.due'), key: 'due', render: (_, { dueAt }) => (dueAt === null ? '–' : formatMoment(dueAt)) },
          { title: t('bulk.outcome'), key: 'outcome', render: (_, { allowed, problem, warning }) => <span className="wrapped">{allowed ? (warning ?? t('bulk.willDo')) : `${t('bulk.wont')} ${problem?.title ?? ''}`}</span> },
        ]}
      />
    </>
  );
}
