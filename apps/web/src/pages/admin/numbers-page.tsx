import { useState, type JSX, type SyntheticEvent } from 'react';
import { Alert, Button, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { useMe } from '../../session/me.js';
import { useLabels } from '../../texts/use-labels.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { AgencySelect } from './agency-select.js';
import './calendar.css';
import { renewIfAnswered } from './renew-if-answered.js';

type Series = components['schemas']['NumberSeries'];
type Reason = components['schemas']['VoidNumberRequest']['reason'];

/** Document numbers of an agency: its series, where each begins, the numbers with the voided ones among them. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [agency, setAgency] = useState(me.agency.code);
  const [series, setSeries] = useState<Series>();
  const list = api.useInfiniteQuery('get', '/api/v1/document-numbers', { params: { query: { agency, limit: 50 } } }, BY_KEY);
  return (
    <>
      <PageHead title={t('numbers.title')} />
      <div style={{ maxWidth: 420, marginBottom: 12 }}><AgencySelect label={t('calendar.agency')} value={agency} onChange={(code) => { setAgency(code ?? me.agency.code); setSeries(undefined); }} /></div>
      <PagedTable
        pages={list}
        rowKey={({ symbol, year }) => `${symbol}/${String(year)}`}
        empty={t('numbers.none')}
        columns={[
          { title: t('numbers.symbol'), dataIndex: 'symbol' },
          { title: t('numbers.year'), dataIndex: 'year' },
          { title: t('numbers.begun'), dataIndex: 'begun' },
          { title: t('numbers.last'), dataIndex: 'last' },
          { title: t('numbers.taken'), render: (_, { taken }) => formatCount(taken) },
          { title: t('numbers.voided'), render: (_, { voided }) => formatCount(voided) },
          { title: t('staff.act'), render: (_, item) => <Button size="small" onClick={() => { setSeries(item); }}>{t('numbers.show')}<span className="visually-hidden"> {item.symbol} {item.year}</span></Button> },
        ]}
      />
      <Begin agency={agency} />
      {series === undefined ? null : <Numbers key={`${series.symbol}/${String(series.year)}`} series={series} />}
    </>
  );
}

/** Where a series begins: behind the last number of the agency's own register. */
function Begin({ agency }: { readonly agency: string }): JSX.Element {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const { header, renew } = useRequestKey();
  const [symbol, setSymbol] = useState('');
  const [year, setYear] = useState<number | null>(null);
  const [begun, setBegun] = useState<number | null>(null);
  const begin = api.useMutation('post', '/api/v1/document-numbers', { onSuccess: () => { renew(); return queries.invalidateQueries(); }, onError: renewIfAnswered(renew) });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (year !== null && begun !== null) begin.mutate({ params: { header: header() }, body: { agency, symbol, year, begun } });
  };
  return (
    <form className="panel" onSubmit={submit} style={{ marginTop: 16 }}>
      <h2>{t('numbers.beginTitle')}</h2>
      <p>{t('numbers.beginHelp')}</p>
      <div className="field-grid">
        <label>{t('numbers.symbol')}<Input required placeholder="PXL" value={symbol} onChange={({ target }) => { setSymbol(target.value.toUpperCase()); }} /></label>
        <label>{t('numbers.year')}<InputNumber required min={2000} max={2200} value={year} onChange={setYear} style={{ width: '100%' }} /></label>
        <label>{t('numbers.begun')}<InputNumber required min={0} max={999_999} value={begun} onChange={setBegun} style={{ width: '100%' }} /></label>
      </div>
      {begin.error === null ? null : <ProblemAlert error={begin.error} />}
      {begin.data === undefined ? null : <Alert type="success" showIcon role="status" title={t('numbers.goesOn', { next: begin.data.last + 1 })} />}
      <p><Button htmlType="submit" loading={begin.isPending}>{t('save')}</Button></p>
    </form>
  );
}

function Numbers({ series: { agency, symbol, year } }: { readonly series: Series }): JSX.Element {
  const { t } = useTranslation('admin');
  const voidReasons = useLabels('voidReasons');
  const queries = useQueryClient();
  const [reason, setReason] = useState<Reason>('misprint');
  const numbers = api.useInfiniteQuery('get', '/api/v1/document-numbers/{agency}/{symbol}/{year}', { params: { path: { agency, symbol, year }, query: { limit: 100 } } }, BY_KEY);
  const voiding = api.useMutation('post', '/api/v1/document-numbers/void', { onSuccess: () => queries.invalidateQueries() });
  const gaps = numbers.data?.pages[0]?.gaps ?? [];
  return (
    <section className="panel">
      <h2>{t('numbers.seriesTitle', { symbol, year })}</h2>
      {gaps.length === 0 ? null : <p>{t('numbers.gaps', { gaps: gaps.map(({ from, to }) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ') })}</p>}
      {voiding.error === null ? null : <ProblemAlert error={voiding.error} />}
      <p><label>{t('numbers.reason')} <Select aria-label={t('numbers.reason')} value={reason} onChange={setReason} style={{ minWidth: 220 }} options={Object.entries(voidReasons).map(([value, label]) => ({ value: value as Reason, label }))} /></label></p>
      <PagedTable
        pages={numbers}
        rowKey="text"
        empty={t('numbers.noNumbers')}
        columns={[
          { title: t('numbers.number'), dataIndex: 'text' },
          { title: t('numbers.dossier'), render: (_, { dossierCode }) => dossierCode ?? '–' },
          { title: t('numbers.takenBy'), render: (_, { takenAt, takenBy, typed }) => `${takenBy}, ${formatMoment(takenAt)}${typed ? ` (${t('numbers.typed')})` : ''}` },
          { title: t('numbers.stands'), render: (_, { voided }) => (voided === null ? t('numbers.valid') : t('numbers.voidedLine', { reason: voided.reasonLabel, by: voided.by, moment: formatMoment(voided.at) })) },
          { title: t('staff.act'), render: (_, { number, voided, text }) => (voided !== null || number === null ? null : <Popconfirm title={t('numbers.voidSure', { text })} okText={t('numbers.void')} cancelText={t('cancel')} onConfirm={() => { voiding.mutate({ body: { agency, symbol, year, number, reason } }); }}><Button size="small" danger>{t('numbers.void')}<span className="visually-hidden"> {text}</span></Button></Popconfirm>) },
        ]}
      />
    </section>
  );
}
