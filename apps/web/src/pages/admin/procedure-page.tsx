import { useState, type JSX } from 'react';
import { Alert, Button, Select, Table, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import { useAgencies } from '../../api/agencies.js';
import './calendar.css';
import { VersionChanges } from './version-changes.js';
import { dossierAddress } from '../../shell/dossier-address.js';

/** Owners of steps that become an agency of the dossier at its intake; any other is an agency. */
const RESOLVED: readonly string[] = ['receiving', 'competent', 'place'];

/** A procedure: each version with its terms and steps, what two versions say differently, and the open dossiers that keep theirs. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { code = '' } = useParams();
  const [chosen, setChosen] = useState<number>();
  const versions = api.useQuery('get', '/api/v1/procedures/{code}/versions', { params: { path: { code }, query: { limit: 200 } } });
  const items = versions.data?.items ?? [];
  const version = chosen ?? items.at(-1)?.version;
  if (versions.error !== null) return <ProblemAlert error={versions.error} />;
  if (versions.isPending) return <Waiting />;
  if (version === undefined) return <Alert type="info" title={t('procedures.unknown', { code })} />;
  return (
    <>
      <PageHead title={`${code} – ${items.at(-1)?.name ?? ''}`}>
        <Link to="/quan-tri/thu-tuc">{t('procedures.title')}</Link>
        <Link to={`/quan-tri/soan-thu-tuc/${code}`}><Button type="primary" tabIndex={-1}>{t('procedures.edit')}</Button></Link>
      </PageHead>
      <p><Select aria-label={t('procedures.version')} value={version} onChange={setChosen} style={{ minWidth: 420 }} options={items.toReversed().map((item) => ({ value: item.version, label: t('procedures.versionLine', { version: item.version, from: formatDay(item.effectiveFrom), published: formatMoment(item.publishedAt) }) }))} /></p>
      <Tabs items={[
        { key: 'steps', label: t('procedures.steps'), children: <Steps code={code} version={version} /> },
        { key: 'difference', label: t('procedures.difference'), children: <Difference code={code} versions={items.map((item) => item.version)} to={version} /> },
        { key: 'open', label: t('procedures.open'), children: <OpenDossiers code={code} /> },
      ]} />
    </>
  );
}

function Steps({ code, version }: { readonly code: string; readonly version: number }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useAgencies();
  const { data, error } = api.useQuery('get', '/api/v1/procedures/{code}/versions/{version}', { params: { path: { code, version } } });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      {data.missing.length === 0 ? null : <Alert type="warning" showIcon title={t('procedures.missing')} description={<ul className="plain-list">{data.missing.map(({ sentence }) => <li key={sentence}>{sentence}</li>)}</ul>} />}
      {data.processes.map(({ caseCode, steps, totals }) => (
        <section key={caseCode} className="panel">
          <h2>{data.terms.find((terms) => terms.caseCode === caseCode)?.caseName ?? caseCode}: {data.terms.find((terms) => terms.caseCode === caseCode)?.text}</h2>
          <Table
            size="small"
            rowKey="number"
            dataSource={steps}
            pagination={false}
            columns={[
              { title: t('steps.number'), dataIndex: 'number' },
              { title: t('steps.part'), render: (_, { part, group }) => `${String(part)}.${String(group)}` },
              { title: t('steps.name'), dataIndex: 'name' },
              { title: t('steps.owner'), render: (_, { owner, unit }) => `${RESOLVED.includes(owner) ? t(`editor.owners.${owner as 'competent'}`) : nameOf(owner)}${unit === null ? '' : `, ${unit}`}` },
              { title: t('steps.time'), render: (_, { time }) => time ?? t('steps.outside') },
              { title: t('steps.result'), render: (_, { result }) => result ?? '–' },
            ]}
          />
          <ul className="plain-list">{totals.map((total) => <li key={total.part}>{t('steps.total', { part: total.part, taken: total.taken?.amount ?? '–', allowed: total.allowed.amount })} – {t(`steps.standings.${total.standing}`)}</li>)}</ul>
        </section>
      ))}
      <section className="panel"><h2>{t('procedures.parts')}</h2><dl>{data.parts.map(({ code: part, label, lines }) => <div key={part}><dt><strong>{label}</strong></dt><dd>{lines.length === 0 ? '–' : <ul className="plain-list">{lines.map((line) => <li key={line}>{line}</li>)}</ul>}</dd></div>)}</dl></section>
    </>
  );
}

function Difference({ code, versions, to }: { readonly code: string; readonly versions: readonly number[]; readonly to: number }): JSX.Element {
  const { t } = useTranslation('admin');
  const [from, setFrom] = useState<number>();
  const before = from ?? versions.filter((version) => version < to).at(-1);
  const { data, error } = api.useQuery('get', '/api/v1/procedures/{code}/difference', { params: { path: { code }, query: { to, ...(before === undefined ? {} : { from: before }) } } }, { enabled: before !== undefined });
  if (before === undefined) return <p>{t('procedures.firstVersion')}</p>;
  return (
    <>
      <p><label>{t('procedures.comparedWith')} <Select aria-label={t('procedures.comparedWith')} value={before} onChange={setFrom} options={versions.map((value) => ({ value, label: String(value) }))} /></label></p>
      {error === null ? <VersionChanges changes={data?.changes ?? []} empty={t('changes.none')} /> : <ProblemAlert error={error} />}
    </>
  );
}

function OpenDossiers({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useAgencies();
  const dossiers = api.useInfiniteQuery('get', '/api/v1/procedures/{code}/open-dossiers', { params: { path: { code }, query: { limit: 50 } } }, BY_KEY);
  return (
    <PagedTable
      pages={dossiers}
      rowKey="code"
      empty={t('procedures.noOpen')}
      columns={[
        { title: t('impact.dossier'), render: (_, item) => <Link to={dossierAddress(item.code)}>{item.code}</Link> },
        { title: t('procedures.keeps'), dataIndex: 'procedureVersion' },
        { title: t('impact.agency'), render: (_, { competentAgency }) => nameOf(competentAgency) },
        { title: t('impact.due'), render: (_, { dueAt }) => (dueAt === null ? '–' : formatMoment(dueAt)) },
      ]}
    />
  );
}
