import type { JSX } from 'react';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CHANNELS } from '#domain';
import { useAgencies } from '../../api/agencies.js';
import { useProcedures } from '../../api/procedures.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { type Asked, given, periodOf, scopeOf, useAsked } from './asked.js';
import { DUE_WORK } from './behind.js';
import { DelaysBehind, LinesBehind } from './lines-behind.js';
import { PrintButton } from './print-button.js';
import { type FurtherScope, ScopeWords } from './scope-words.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';

type Dossier = components['schemas']['DossierBehind'];
type Rate = components['schemas']['Rate'];

const COLUMNS = [
  'total', 'received', 'received-online', 'received-counter', 'received-post', 'carried-over', 'processed', 'early', 'on-time', 'late', 'in-error', 'open', 'in-time', 'running-in-time', 'overdue', 'paused-in-time', 'paused-overdue', 'late-of-all',
] as const;
const PARTS = ['numerator', 'denominator', 'subtracted'] as const;
const OUTSIDE = ['paused', 'undated', 'uncounted-due', 'uncounted-age'] as const;
const PAGE = 100;

/** The very list behind a number: the dossiers of a cell of the table, or those of a part of a rate. */
export function Component(): JSX.Element {
  const { asked, words } = useAsked();
  const column = COLUMNS.find((known) => known === words.get('column'));
  const [bucket, day] = [words.get('bucket'), words.get('day')];
  const ofDelay = words.has('delay');
  const isOther = column !== undefined || bucket !== null || day !== null || ofDelay;
  const { data, error } = api.useQuery('get', '/api/v1/metrics/rates', {}, { staleTime: Infinity, enabled: !isOther });
  if (column !== undefined) return <CellList column={column} asked={asked} comparison={words.get('comparison') === 'date' ? 'date' : 'minute'} />;
  if (bucket !== null) return <AgeList bucket={bucket} asked={asked} />;
  if (day !== null) return <DayList day={day} of={DUE_WORK.find((known) => known === words.get('due')) ?? 'dossiers'} asked={asked} />;
  const further = given({ channel: CHANNELS.find((known) => known === words.get('channel')), commune: words.get('commune') ?? undefined, case: words.get('case') ?? undefined, stage: words.get('stage') ?? undefined });
  if (ofDelay) return <DelaysBehind asked={asked} further={further} />;
  const rate = data?.items.find(({ name }) => name === words.get('rate'));
  if (error != null) return <ProblemAlert error={error} />;
  if (rate === undefined) return <></>;
  const of = PARTS.find((known) => known === words.get('of')) ?? 'numerator';
  return rate.of === 'dossiers' || rate.of === 'filings' ? <RateList rate={rate} of={of} asked={asked} further={further} /> : <LinesBehind rate={rate} of={of === 'subtracted' ? 'numerator' : of} asked={asked} further={further} />;
}

function CellList({ column, asked, comparison }: { readonly column: (typeof COLUMNS)[number]; readonly asked: Asked; readonly comparison: 'minute' | 'date' }): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/handling/dossiers', { params: { query: { column, comparison, ...periodOf(asked), ...scopeOf(asked), limit: PAGE } } }, BY_KEY);
  return <Dossiers title={t(`column.${column}`)} asked={asked} pages={pages} note={t(comparison === 'date' ? 'behind.byDate' : 'behind.byMinute')} />;
}

function AgeList({ bucket, asked }: { readonly bucket: string; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const ages = api.useQuery('get', '/api/v1/metrics/ageing', { params: { query: scopeOf(asked) } });
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/ageing/dossiers', { params: { query: { bucket, ...scopeOf(asked), limit: PAGE } } }, BY_KEY);
  const cut = [...(ages.data?.total.due ?? []), ...(ages.data?.total.age ?? [])].find(({ kind, from }) => `${kind}-${String(from)}` === bucket);
  const outside = OUTSIDE.find((known) => known === bucket);
  const words = outside === undefined ? (cut?.label ?? '') : t(`ageing.of.${outside}`);
  return <Dossiers title={`${t('ageing.listTitle')}${words === '' ? '' : `: ${words}`}`} asked={asked} days={t('caption.atMoment')} pages={pages} note={ages.data?.formulaVi ?? ''} />;
}

function DayList({ day, of, asked }: { readonly day: string; readonly of: (typeof DUE_WORK)[number]; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/capacity/dossiers', { params: { query: { day, of, ...given({ agency: asked.agency }), limit: PAGE } } }, BY_KEY);
  return <Dossiers title={t(`capacity.list.${of}`, { day: formatDay(day) })} asked={asked} days={formatDay(day)} pages={pages} note={t('capacity.listNote')} />;
}

function RateList({ rate, of, asked, further }: { readonly rate: Rate; readonly of: (typeof PARTS)[number]; readonly asked: Asked; readonly further: FurtherScope }): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/{rate}/dossiers', { params: { path: { rate: rate.name }, query: { of, ...periodOf(asked), ...scopeOf(asked), ...given({ channel: further.channel, commune: further.commune, case: further.case }), limit: PAGE } } }, BY_KEY);
  return <Dossiers title={`${rate.label} – ${t(`behind.${of}`)}`} asked={asked} further={further} pages={pages} note={rate.formulaVi} />;
}

type Pages = Parameters<typeof PagedTable<Dossier>>[0]['pages'] & { readonly data: { readonly pages: readonly { readonly items: readonly Dossier[]; readonly asOf: string }[] } | undefined };

function Dossiers({ title, asked, days, further, pages, note }: { readonly title: string; readonly asked: Asked; readonly days?: string; readonly further?: FurtherScope; readonly pages: Pages; readonly note: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const asOf = pages.data?.pages[0]?.asOf;
  return (
    <>
      <PageHead title={title}><PrintButton /></PageHead>
      <ScopeWords asked={asked} {...(days === undefined ? {} : { days })} {...(further === undefined ? {} : { further })} />
      <p className="figure-caption">{note}{asOf === undefined ? '' : `. ${t('caption.asOf', { asOf: formatMoment(asOf) })}`}</p>
      {pages.data === undefined ? null : <p role="status" data-length={items.length}><strong>{t(pages.hasNextPage ? 'behind.more' : 'behind.all', { count: items.length })}</strong></p>}
      <PagedTable<Dossier> pages={pages} scroll={WRAPPED} empty={t('behind.none')} rowKey="code" columns={useColumns(items.some(({ reasons }) => reasons.length > 0))} />
      <p className="figure-caption">{t('behind.rule')}</p>
    </>
  );
}

function useColumns(withReasons: boolean): TableColumnsType<Dossier> {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const { nameOf: procedureName } = useProcedures();
  return [
    { title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
    { title: t('list.status'), dataIndex: 'statusLabel' },
    { title: t('list.procedure'), width: 200, render: (_, { procedureCode }) => <ProcedureName name={procedureName(procedureCode)} /> },
    { title: t('list.agency'), render: (_, { agency }) => <span className="long-name">{nameOf(agency)}</span> },
    { title: t('list.received'), render: (_, { receivedAt }) => formatMoment(receivedAt) },
    { title: t('list.due'), render: (_, { dueAt }) => (dueAt === null ? t('list.undated') : formatMoment(dueAt)) },
    { title: t('list.appointment'), render: (_, { appointment, dueAt }) => (appointment === null || appointment === dueAt ? '' : formatMoment(appointment)) },
    { title: t('list.finished'), render: (_, { finishedAt, pausedAt }) => (finishedAt === null ? (pausedAt === null ? t('list.open') : t('list.paused')) : formatMoment(finishedAt)) },
    { title: t('list.late'), render: (_, { becameLateAt }) => (becameLateAt === null ? '' : formatMoment(becameLateAt)) },
    ...(withReasons ? [{ title: t('list.reasons'), render: (_: unknown, { reasons }: Dossier) => reasons.map(({ label }) => label).join('; ') }] : []),
  ];
}
