import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';

/** What two versions of a procedure say differently, with both texts. */
export function VersionChanges({ changes, empty }: { readonly changes: components['schemas']['ProcedureDifference']['changes']; readonly empty: string }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <Table
      size="small"
      rowKey="key"
      dataSource={changes}
      pagination={false}
      locale={{ emptyText: empty }}
      columns={[
        { title: t('changes.section'), render: (_, { sectionLabel, label }) => <>{sectionLabel}<br /><small>{label}</small></> },
        { title: t('changes.kind'), render: (_, { change }) => t(`changes.kinds.${change}`) },
        { title: t('changes.before'), render: (_, { before }) => <div style={{ maxWidth: 380, whiteSpace: 'normal' }}>{before ?? '–'}</div> },
        { title: t('changes.after'), render: (_, { after }) => <div style={{ maxWidth: 380, whiteSpace: 'normal' }}><strong>{after ?? '–'}</strong></div> },
      ]}
    />
  );
}
