import type { JSX } from 'react';
import { Alert } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import { formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';
import { useContentKey } from './content-key.js';
import { RecordFlag } from './record-flag.js';
import { RecordPublication } from './record-publication.js';
import { renewIfAnswered } from './renew-if-answered.js';

/** A record of the national portal: what must be confirmed, what it cannot say, and its publication as the next version. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const { nameOf } = useEverybody();
  const { headerOf, renew } = useContentKey();
  const { data, error } = api.useQuery('get', '/api/v1/procedure-records/{id}', { params: { path: { id } } });
  const answer = api.useMutation('post', '/api/v1/procedure-records/{id}/answers', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={`${data.draft.code} – ${data.draft.name}`}><Link to="/quan-tri/ban-ghi-cong">{t('records.title')}</Link></PageHead>
      <p>{t('records.importedLine', { by: nameOf(data.importedBy), moment: formatMoment(data.importedAt) })} <code>{data.recordHash.slice(0, 12)}</code></p>
      {data.published === null ? null : <Alert type="success" showIcon title={<Link to={`/quan-tri/thu-tuc/${data.draft.code}`}>{t('records.became', { version: data.published.version, by: nameOf(data.published.by), moment: formatMoment(data.published.at) })}</Link>} />}
      <h2>{t('records.toConfirm', { count: data.openFlags })}</h2>
      {answer.error === null ? null : <ProblemAlert error={answer.error} />}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {data.flags.map((flag) => <RecordFlag key={flag.id} flag={flag} closed={data.published !== null} onAnswer={(given) => { answer.mutate({ params: { path: { id }, header: headerOf(given) }, body: { answers: [given] } }); }} />)}
      </ul>
      {data.needs.length === 0 ? null : <section className="panel"><h2>{t('records.needs')}</h2><ul className="plain-list">{data.needs.map(({ field, path, label }) => <li key={`${field} ${path}`}>{label} <code>{path}</code></li>)}</ul></section>}
      {data.missing.length === 0 ? null : <section className="panel"><h2>{t('procedures.missing')}</h2><ul className="plain-list">{data.missing.map(({ sentence }) => <li key={sentence}>{sentence}</li>)}</ul></section>}
      {data.published === null ? <RecordPublication record={data} /> : null}
    </>
  );
}
