import type { JSX } from 'react';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatDay } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { type Agency, useAgencies } from '../../api/agencies.js';
import { WRAPPED } from '../../ui/table-scroll.js';

/** An agency with those below it. */
interface Branch extends Agency {
  children?: Branch[];
}

/** Agencies as a tree: who stands below whom. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { agencies, error } = useAgencies();
  return (
    <>
      <PageHead title={t('agencies.title')}><Link to="/quan-tri/co-quan/moi"><Button type="primary" tabIndex={-1}>{t('agencies.new')}</Button></Link></PageHead>
      {error === null || error === undefined ? null : <ProblemAlert error={error} />}
      {agencies.length === 0 ? null : (
        <Table<Branch>
          size="small"
          rowKey="code"
          dataSource={treeOf(agencies)}
          pagination={false}
          scroll={WRAPPED}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            { title: t('agencies.name'), width: 380, render: (_, { code, name }) => <Link to={`/quan-tri/co-quan/${code}`}>{name}</Link> },
            { title: t('agencies.code'), dataIndex: 'code' },
            { title: t('agencies.unitCode'), dataIndex: 'unitCode' },
            { title: t('agencies.kind'), render: (_, { kind }) => t(`agencies.kinds.${kind}`) },
            { title: t('agencies.desk'), render: (_, { desk }) => (desk ? t('yes') : '–') },
            { title: t('agencies.remote'), render: (_, { remote }) => (remote === true ? t('yes') : '–') },
            { title: t('agencies.endsOn'), render: (_, { endsOn }) => (endsOn === undefined ? '–' : formatDay(endsOn)) },
          ]}
        />
      )}
    </>
  );
}

/** Agencies below their parents; those whose parent is unknown stand at the root. */
function treeOf(agencies: readonly Agency[]): Branch[] {
  const branches = new Map<string, Branch>(agencies.map((agency) => [agency.code, { ...agency }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const above = branch.parent === undefined ? undefined : branches.get(branch.parent);
    if (above === undefined) roots.push(branch);
    else above.children = [...(above.children ?? []), branch];
  }
  return roots;
}
