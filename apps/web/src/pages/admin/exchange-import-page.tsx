import { useState, type JSX } from 'react';
import { Alert, Button, Checkbox, Input, Popconfirm, Table } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import './calendar.css';

type Import = components['schemas']['ExchangeImport'];

const STANDINGS = ['new', 'changed', 'older', 'missing', 'same'] as const;

/** An uploaded catalogue beside what is here: item by item what differs, then what of it is applied. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/exchange/imports/{id}', { params: { path: { id } } });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Waiting />;
  return (
    <>
      <PageHead title={t('exchange.importTitle', { moment: formatMoment(data.uploadedAt) })}><Link to="/quan-tri/trao-doi">{t('exchange.title')}</Link></PageHead>
      <p>{t('exchange.checked')}: <code data-testid="content-hash">{data.contentHash}</code></p>
      <ul className="calendar-legend" aria-label={t('exchange.counts')}>{STANDINGS.map((standing) => <li key={standing} data-standing={standing}>{t(`exchange.standings.${standing}`)}: <strong>{formatCount(data.counts[standing])}</strong></li>)}</ul>
      <Difference data={data} />
      {data.applied === null ? <Apply data={data} /> : <Applied applied={data.applied} />}
    </>
  );
}

function Difference({ data }: { readonly data: Import }): JSX.Element {
  const { t } = useTranslation('admin');
  const [all, setAll] = useState(false);
  const items = data.items.filter(({ standing }) => all || standing !== 'same');
  return (
    <section className="panel" aria-labelledby="difference-title">
      <h2 id="difference-title">{t('exchange.difference')}</h2>
      {data.items.every(({ standing }) => standing === 'same') ? <Alert type="success" showIcon title={t('exchange.noDifference')} /> : null}
      <p><Checkbox checked={all} onChange={({ target }) => { setAll(target.checked); }}>{t('exchange.showSame')}</Checkbox></p>
      <Table
        size="small"
        rowKey={({ part, key }) => `${part}/${key}`}
        dataSource={items}
        pagination={false}
        locale={{ emptyText: t('exchange.nothingDiffers') }}
        columns={[
          { title: t('exchange.part'), dataIndex: 'partLabel' },
          { title: t('exchange.key'), dataIndex: 'key' },
          { title: t('exchange.name'), dataIndex: 'name' },
          { title: t('exchange.standing'), dataIndex: 'standingLabel' },
          {
            title: t('exchange.what'),
            render: (_, { changes }) => (
              <ul className="plain-list">{changes.map(({ path, label, before, after }) => <li key={`${path} ${after ?? ''}`}>{label ?? path}: <s>{before ?? '–'}</s> → <strong>{after ?? '–'}</strong></li>)}</ul>
            ),
          },
        ]}
      />
    </section>
  );
}

function Apply({ data }: { readonly data: Import }): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [parts, setParts] = useState<Import['parts']>(data.parts);
  const [source, setSource] = useState('');
  const apply = api.useMutation('post', '/api/v1/exchange/imports/{id}/apply', { onSuccess: () => queries.invalidateQueries() });
  const differ = data.items.some(({ part, standing }) => parts.includes(part) && (standing === 'new' || standing === 'changed'));
  const calendars = parts.includes('calendars') && data.items.some(({ part, standing }) => part === 'calendars' && (standing === 'new' || standing === 'changed'));
  return (
    <section className="panel" aria-labelledby="apply-title">
      <h2 id="apply-title">{t('exchange.apply')}</h2>
      <p>{t('exchange.applyHelp')}</p>
      <Checkbox.Group value={parts} onChange={(chosen) => { setParts(chosen); }} options={data.parts.map((value) => ({ value, label: t(`exchange.partNames.${value}`) }))} />
      {calendars ? <p><label>{t('exchange.source')}<Input value={source} maxLength={300} placeholder={t('draft.sourceExample')} onChange={({ target }) => { setSource(target.value); }} /></label></p> : null}
      <p>
        <Popconfirm title={t('exchange.applySure')} okText={t('exchange.apply')} cancelText={t('cancel')} onConfirm={() => { apply.mutate({ params: { path: { id: data.id } }, body: { parts, basedOn: data.comparison, ...(source.trim() === '' ? {} : { source }) } }); }}>
          <Button type="primary" disabled={!differ} loading={apply.isPending}>{t('exchange.apply')}</Button>
        </Popconfirm>
      </p>
      {apply.error === null ? null : <ProblemAlert error={apply.error} />}
    </section>
  );
}

function Applied({ applied }: { readonly applied: NonNullable<Import['applied']> }): JSX.Element {
  const { t } = useTranslation('admin');
  return (
    <section className="panel" aria-labelledby="applied-title">
      <h2 id="applied-title">{t('exchange.appliedTitle', { by: applied.by, moment: formatMoment(applied.at) })}</h2>
      <ul className="plain-list">{applied.items.map(({ part, key, version }) => <li key={`${part}/${key}`}>{t(`exchange.partNames.${part}`)} {key}{version === null ? '' : ` – ${t('exchange.version', { version })}`}</li>)}</ul>
      {applied.calendarDraft === null ? null : <Alert type="warning" showIcon title={<Link to={`/quan-tri/du-thao-lich/${applied.calendarDraft}`}>{t('exchange.draftWaits')}</Link>} />}
    </section>
  );
}
