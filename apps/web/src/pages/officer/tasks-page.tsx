import type { JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api, call } from '../../api/client.js';
import { useSending } from '../../api/sending.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import './officer.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Task = components['schemas']['Task'];
const PAGE = 50;

/** Work the system asks of people; what an event of the dossier settles goes by itself. */
export function Component(): JSX.Element {
  const { t } = useTranslation('officer');
  const { problem, send } = useSending();
  const { nameOf: agencyName } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/tasks', { params: { query: { limit: PAGE } } }, { ...BY_KEY, refetchInterval: 60_000 });
  const finish = async (key: string): Promise<void> => {
    await send(() => call.POST('/api/v1/tasks/{key}/done', { params: { path: { key } } }));
  };
  return (
    <>
      <PageHead title={t('tasks.title')} />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      <PagedTable<Task>
        pages={pages}
        rowKey="key"
        empty={t('tasks.none')}
        columns={[
          { title: t('tasks.what'), key: 'what', render: (_, { label, sentence }) => <span className="wrapped"><b>{label}</b>{sentence === null ? '' : ` – ${sentence}`}</span> },
          { title: t('columns.code'), key: 'code', render: (_, { dossierCode }) => (dossierCode === null ? '' : <Link to={dossierAddress(dossierCode)}>{dossierCode}</Link>) },
          { title: t('columns.agency'), key: 'agency', render: (_, { agency }) => agencyName(agency) },
          { title: t('tasks.since'), key: 'since', render: (_, { createdAt }) => formatMoment(createdAt) },
          { title: t('tasks.done'), key: 'done', render: (_, { key }) => <Button size="small" onClick={() => { void finish(key); }}>{t('tasks.finish')}</Button> },
        ]}
      />
    </>
  );
}
