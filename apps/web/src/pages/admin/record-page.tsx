import { useState, type JSX } from 'react';
import { Alert, Button, Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';
import { useContentKey } from './content-key.js';
import { RecordFlag } from './record-flag.js';
import { renewIfAnswered } from './renew-if-answered.js';

type Record = components['schemas']['ProcedureRecord'];

/** A record of the national portal: what must be confirmed, what it cannot say, and its publication as the next version. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const { headerOf, renew } = useContentKey();
  const { data, error } = api.useQuery('get', '/api/v1/procedure-records/{id}', { params: { path: { id } } });
  const answer = api.useMutation('post', '/api/v1/procedure-records/{id}/answers', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={`${data.draft.code} – ${data.draft.name}`}><Link to="/quan-tri/ban-ghi-cong">{t('records.title')}</Link></PageHead>
      <p>{t('records.importedLine', { by: data.importedBy, moment: formatMoment(data.importedAt) })} <code>{data.recordHash.slice(0, 12)}</code></p>
      {data.published === null ? null : <Alert type="success" showIcon title={<Link to={`/quan-tri/thu-tuc/${data.draft.code}`}>{t('records.became', { version: data.published.version, by: data.published.by, moment: formatMoment(data.published.at) })}</Link>} />}
      <h2>{t('records.toConfirm', { count: data.openFlags })}</h2>
      {answer.error === null ? null : <ProblemAlert error={answer.error} />}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {data.flags.map((flag) => <RecordFlag key={flag.id} flag={flag} closed={data.published !== null} onAnswer={(given) => { answer.mutate({ params: { path: { id }, header: headerOf(given) }, body: { answers: [given] } }); }} />)}
      </ul>
      {data.needs.length === 0 ? null : <section className="panel"><h2>{t('records.needs')}</h2><ul className="plain-list">{data.needs.map(({ field, path, label }) => <li key={`${field} ${path}`}>{label} <code>{path}</code></li>)}</ul></section>}
      {data.missing.length === 0 ? null : <section className="panel"><h2>{t('procedures.missing')}</h2><ul className="plain-list">{data.missing.map(({ sentence }) => <li key={sentence}>{sentence}</li>)}</ul></section>}
      {data.published === null ? <Publication record={data} /> : null}
    </>
  );
}

/** Publishes a record: rules are carried over from a published version, and what is said here stands before them. */
function Publication({ record }: { readonly record: Record }): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [carryFrom, setCarryFrom] = useState<number>();
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [rules, setRules] = useState('{}');
  const [broken, setBroken] = useState(false);
  const versions = api.useQuery('get', '/api/v1/procedures/{code}/versions', { params: { path: { code: record.draft.code }, query: { limit: 200 } } });
  const publish = api.useMutation('post', '/api/v1/procedure-records/{id}/publication', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const submit = (): void => {
    try {
      const supplied = JSON.parse(rules) as object;
      setBroken(false);
      publish.mutate({ params: { path: { id: record.id }, header: header() }, body: { ...(carryFrom === undefined ? {} : { carryFrom }), rules: { ...supplied, effectiveFrom } } });
    } catch {
      setBroken(true);
    }
  };
  return (
    <section className="panel" aria-labelledby="record-publication">
      <h2 id="record-publication">{t('records.publication')}</h2>
      <div className="field-grid">
        <label>{t('editor.effectiveFrom')}<DayField value={effectiveFrom} onChange={setEffectiveFrom} /></label>
        <label>{t('records.carryFrom')}<Select aria-label={t('records.carryFrom')} value={carryFrom ?? 0} onChange={(version) => { setCarryFrom(version === 0 ? undefined : version); }} style={{ width: '100%' }} options={[{ value: 0, label: t('editor.none') }, ...(versions.data?.items ?? []).map((item) => ({ value: item.version, label: t('records.versionFrom', { version: item.version, day: formatDay(item.effectiveFrom) }) }))]} /></label>
      </div>
      <label htmlFor="record-rules">{t('records.rules')}</label>
      <Input.TextArea id="record-rules" autoSize={{ minRows: 3, maxRows: 16 }} value={rules} spellCheck={false} style={{ fontFamily: 'monospace' }} onChange={({ target }) => { setRules(target.value); }} />
      {broken ? <p className="field-problem" role="alert">{t('notJson')}</p> : null}
      {publish.error === null ? null : <ProblemAlert error={publish.error} />}
      <p><Button type="primary" disabled={record.openFlags > 0 || effectiveFrom === ''} loading={publish.isPending} onClick={submit}>{t('editor.publish')}</Button></p>
    </section>
  );
}
