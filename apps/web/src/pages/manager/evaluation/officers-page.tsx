import type { JSX } from 'react';
import { Alert, Button, Empty, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import type { Person } from '../../../api/people.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { WRAPPED } from '../../../ui/table-scroll.js';
import { useAsked } from '../asked.js';
import { NamedPeriodFilter, periodAmong, SHEET_KINDS } from '../named-period.js';
import { OpenedSheet } from './opened-sheet.js';
import { useOwnOfficers } from './own-officers.js';
import '../manager.css';

/** The officers a head leads, by name and in no other order, and the evaluation sheet of one of them at a time; that it is recorded is said before it is opened. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { officers, error: absencesError } = useOwnOfficers();
  const period = periodAmong(SHEET_KINDS, asked.period);
  // Each reading is on record: it is an act, done once when it is asked for and never again by itself.
  const opening = api.useMutation('get', '/api/v1/evaluation-sheets/{subject}');
  if (opening.data !== undefined) return <OpenedSheet sheet={opening.data} onClose={opening.reset} />;
  const opened = opening.isPending ? opening.variables.params.path.subject : undefined;
  const problem = opening.error ?? absencesError;
  return (
    <>
      <PageHead title={t('evaluation.officers')} />
      <Flex gap="small" wrap align="center" className="figure-filter" role="search"><NamedPeriodFilter kinds={SHEET_KINDS} value={period} onChange={(chosen) => { change({ period: chosen }); }} /></Flex>
      <Alert type="warning" showIcon title={t('evaluation.warning')} style={{ marginBottom: '1rem' }} />
      {problem == null ? null : <ProblemAlert error={problem} />}
      <Table<Person>
        size="small"
        pagination={false}
        scroll={WRAPPED}
        rowKey="subject"
        dataSource={[...officers]}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('evaluation.noOfficers')} /> }}
        columns={[
          { title: t('evaluation.name'), dataIndex: 'name' },
          { title: t('evaluation.position'), dataIndex: 'position' },
          { title: t('evaluation.sheet'), render: (_, { subject, name }) => <Button size="small" disabled={opening.isPending} loading={opened === subject} aria-label={t('evaluation.openOf', { name })} onClick={() => { opening.mutate({ params: { path: { subject }, query: { period } } }); }}>{t('evaluation.open')}</Button> },
        ]}
      />
    </>
  );
}
