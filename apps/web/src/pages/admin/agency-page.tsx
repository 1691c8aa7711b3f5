import { useState, type JSX, type SyntheticEvent } from 'react';
import { Alert, Button, Checkbox, Input, Select, Table } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import { formatMoment } from '../../format/moments.js';
import { useMe } from '../../session/me.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import type { Agency } from '../../api/agencies.js';
import { AgencySelect } from './agency-select.js';
import './calendar.css';
import { renewIfAnswered } from './renew-if-answered.js';

const NEW = 'moi';
const KINDS = ['province', 'centre', 'department', 'office', 'commune', 'branch', 'external'] as const;

/** An agency: what is known of it, whether it has a calendar, and who changed it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const { code = NEW } = useParams();
  const isNew = code === NEW;
  const { data, error } = api.useQuery('get', '/api/v1/agencies/{code}', { params: { path: { code } } }, { enabled: !isNew });
  if (error !== null) return <ProblemAlert error={error} />;
  if (!isNew && data === undefined) return <Waiting />;
  const agency: Agency = data?.agency ?? { code: '', unitCode: '', name: '', kind: 'commune', superior: '', province: me.agency.code.split('.')[0] ?? me.agency.code, parent: me.agency.code, desk: true };
  return (
    <>
      <PageHead title={isNew ? t('agencies.new') : agency.name}><Link to="/quan-tri/co-quan">{t('agencies.title')}</Link></PageHead>
      {data?.hasCalendar === false ? <Alert type="warning" showIcon title={t('agencies.noCalendar')} action={<Link to="/quan-tri/du-thao-lich">{t('agencies.giveCalendar')}</Link>} style={{ marginBottom: 12 }} /> : null}
      <AgencyForm key={JSON.stringify(agency)} agency={agency} isNew={isNew} />
      {isNew ? null : <History code={code} />}
    </>
  );
}

function AgencyForm({ agency, isNew }: { readonly agency: Agency; readonly isNew: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [value, setValue] = useState<Agency>(agency);
  const done = { onSuccess: async ({ agency: { code } }: { readonly agency: Agency }) => { renew(); await queries.invalidateQueries(); void navigate(`/quan-tri/co-quan/${code}`); }, onError: renewIfAnswered(renew) };
  const enter = api.useMutation('post', '/api/v1/agencies', done);
  const change = api.useMutation('post', '/api/v1/agencies/{code}', done);
  const failed = enter.error ?? change.error;
  const set = (part: Partial<Agency>): void => { setValue({ ...value, ...part }); };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { code, ...fields } = filled(value);
    if (isNew) enter.mutate({ params: { header: header() }, body: { code, ...fields } });
    else change.mutate({ params: { path: { code }, header: header() }, body: fields });
  };
  const text = (name: 'code' | 'unitCode' | 'name' | 'superior' | 'symbol' | 'phone', required = false): JSX.Element => (
    <label>{t(`agencies.${name}`)}<Input required={required} disabled={name === 'code' && !isNew} value={value[name] ?? ''} onChange={({ target }) => { set({ [name]: target.value }); }} /></label>
  );
  return (
    <form className="panel" onSubmit={submit}>
      <div className="field-grid">
        {text('code', true)}
        {text('unitCode', true)}
        {text('name', true)}
        <label>{t('agencies.kind')}<Select value={value.kind} onChange={(kind) => { set({ kind }); }} options={KINDS.map((kind) => ({ value: kind, label: t(`agencies.kinds.${kind}`) }))} style={{ width: '100%' }} aria-label={t('agencies.kind')} /></label>
        {text('superior')}
        <label>{t('agencies.parent')}<AgencySelect label={t('agencies.parent')} value={value.parent} allowNone={t('agencies.noParent')} onChange={(parent) => { setValue(parent === undefined ? (({ parent: _, ...rest }) => rest)(value) : { ...value, parent }); }} /></label>
        {text('symbol')}
        {text('phone')}
        <label>{t('agencies.endsOn')}<DayField value={value.endsOn ?? ''} onChange={(endsOn) => { set({ endsOn }); }} /></label>
        <div><Checkbox checked={value.desk} onChange={({ target }) => { set({ desk: target.checked }); }}>{t('agencies.desk')}</Checkbox><br /><Checkbox checked={value.remote === true} onChange={({ target }) => { set({ remote: target.checked }); }}>{t('agencies.remote')}</Checkbox></div>
      </div>
      <p>{t('agencies.fixedHelp')}</p>
      {failed === null ? null : <ProblemAlert error={failed} />}
      <Button type="primary" htmlType="submit" loading={enter.isPending || change.isPending}>{t('save')}</Button>
    </form>
  );
}

/** What was left blank is not given. */
function filled({ parent, remote, phone, symbol, endsOn, ...agency }: Agency): Agency {
  return {
    ...agency,
    ...(parent === undefined || parent === '' ? {} : { parent }),
    ...(remote === true ? { remote } : {}),
    ...(phone === undefined || phone === '' ? {} : { phone }),
    ...(symbol === undefined || symbol === '' ? {} : { symbol }),
    ...(endsOn === undefined || endsOn === '' ? {} : { endsOn }),
  };
}

function History({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('admin');
  const { data } = api.useQuery('get', '/api/v1/agencies/{code}/changes', { params: { path: { code }, query: { limit: 50 } } });
  return (
    <section className="panel">
      <h2>{t('agencies.history')}</h2>
      <Table
        size="small"
        rowKey="number"
        dataSource={data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t('agencies.noHistory') }}
        columns={[
          { title: t('agencies.changedAt'), render: (_, { changedAt }) => formatMoment(changedAt) },
          { title: t('agencies.changedBy'), dataIndex: 'changedBy' },
          {
            title: t('agencies.what'),
            render: (_, { before, after }) => (before === null ? t('agencies.entered') : <ul className="plain-list">{Object.keys({ ...before, ...after }).filter((key) => before[key as keyof Agency] !== after[key as keyof Agency]).map((key) => <li key={key}>{t(`agencies.${key as 'name'}`)}: <s>{String(before[key as keyof Agency] ?? '–')}</s> → <strong>{String(after[key as keyof Agency] ?? '–')}</strong></li>)}</ul>),
          },
        ]}
      />
    </section>
  );
}
