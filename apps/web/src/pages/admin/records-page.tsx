import { useState, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { useRequestKey } from '../../api/request-key.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import './calendar.css';
import { JsonFile, type JsonRead } from './json-file.js';
import { renewIfAnswered } from './renew-if-answered.js';

/** Records of the national portal on their way into the catalogue. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  const records = api.useInfiniteQuery('get', '/api/v1/procedure-records', { params: { query: { limit: 50 } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('records.title')}><Link to="/quan-tri/thu-tuc">{t('procedures.title')}</Link></PageHead>
      <ImportForm />
      <PagedTable
        pages={records}
        rowKey="id"
        empty={t('records.none')}
        columns={[
          { title: t('procedures.code'), render: (_, { id, code }) => <Link to={`/quan-tri/ban-ghi-cong/${id}`}>{code}</Link> },
          { title: t('procedures.name'), dataIndex: 'name' },
          { title: t('records.imported'), render: (_, { importedAt, importedBy }) => `${nameOf(importedBy)}, ${formatMoment(importedAt)}` },
          { title: t('records.flags'), render: (_, { flags, openFlags }) => t('records.flagsLine', { open: openFlags, all: flags }) },
          { title: t('records.published'), render: (_, { publishedVersion }) => (publishedVersion === null ? t('records.notPublished') : t('exchange.version', { version: publishedVersion })) },
        ]}
      />
    </>
  );
}

function ImportForm(): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const { header, renew } = useRequestKey();
  const [record, setRecord] = useState<JsonRead>();
  const importing = api.useMutation('post', '/api/v1/procedure-records', { onSuccess: ({ id }) => { renew(); void navigate(`/quan-tri/ban-ghi-cong/${id}`); }, onError: renewIfAnswered(renew) });
  return (
    <section className="panel" aria-labelledby="record-import">
      <h2 id="record-import">{t('records.import')}</h2>
      <JsonFile label={t('records.file')} onRead={(read) => { setRecord(read); renew(); }} />
      {importing.error === null ? null : <ProblemAlert error={importing.error} />}
      <p><Button type="primary" disabled={typeof record !== 'object'} loading={importing.isPending} onClick={() => { if (typeof record === 'object') importing.mutate({ params: { header: header() }, body: { ...record } }); }}>{t('records.importNow')}</Button></p>
    </section>
  );
}
