import { useState, type JSX } from 'react';
import { Button, Flex, Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { addressOf, type Asked, given, periodOf, useAsked } from './asked.js';
import { DownloadButton } from './download-button.js';
import { EventLogPanel } from './event-log-panel.js';
import { Panel } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { lastDay } from './periods.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Report = components['schemas']['Report'];
type Run = components['schemas']['ReportRun'];
type Register = components['schemas']['Register'];

/** Documents of a run in the order in which they are offered; the format of a file begins with its document, and that of the rates is CSV alone. */
const RUN_DOCUMENTS = ['ii-06a', 'ii-07b', 'progress-766', 'period', 'evidence', 'rates'] as const;

/** Reports to download: the forms of the province over any period, what was made by schedule, and the registers. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { figuresOf } = useMe();
  return (
    <>
      <PageHead title={t('reports.title')} />
      <FilterBar asked={asked} change={change} parts={['period', 'agency']} />
      <div className="panels">
        <div className="wide"><OnDemand asked={asked} /></div>
        {/* They tell of the whole province: who sees a part of it has no right to them, and is not shown that there are any. */}
        {figuresOf === 'province' ? <div className="wide"><Scheduled /></div> : null}
        <div className="wide"><Registers agency={asked.agency} /></div>
        <EventLogPanel agency={asked.agency} />
      </div>
    </>
  );
}

function OnDemand({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const [by, setBy] = useState<'field' | 'agency'>('field');
  const [comparison, setComparison] = useState<'minute' | 'date'>('minute');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/reports', {}, { staleTime: Infinity });
  const addressFor = ({ link, by: groups, comparisons }: Report, format: string): string =>
    addressOf(link, { format, ...given({ agency: asked.agency }), ...reportDays(asked) }, groups.length === 0 ? {} : { by }, comparisons.length === 0 ? {} : { comparison }, format === 'csv' ? { bom: 'true' } : {});
  return (
    <Panel title={t('reports.onDemand')} error={error} isPending={isPending}>
      <Flex gap="small" wrap style={{ marginBottom: 12 }}>
        <Segmented aria-label={t('handling.by')} value={by} onChange={setBy} options={(['field', 'agency'] as const).map((value) => ({ value, label: t(`handling.by-${value}`) }))} />
        <Segmented aria-label={t('handling.comparison')} value={comparison} onChange={setComparison} options={(['minute', 'date'] as const).map((value) => ({ value, label: t(`handling.${value}`) }))} />
      </Flex>
      <Table<Report>
        size="small"
        pagination={false}
        scroll={WRAPPED}
        rowKey="report"
        dataSource={[...(data?.items ?? [])]}
        columns={[
          { title: t('reports.name'), dataIndex: 'title' },
          { title: t('reports.files'), render: (_, report) => <Flex gap="small" wrap>{report.formats.map((format) => <DownloadButton key={format} path={addressFor(report, format)} label={format.toUpperCase()} name={`${report.report}.${format}`} about={report.title} />)}</Flex> },
        ]}
      />
      <p className="figure-caption">{t('reports.rule')}</p>
    </Panel>
  );
}

/** A report takes a calendar month by `month` and report periods by `period`, which are always cut off as reports are. */
function reportDays(asked: Asked): Readonly<Record<string, string>> {
  const { period, bounds, from, to } = periodOf(asked);
  if (from !== undefined && to !== undefined) return { from, to };
  if (period === undefined) return {};
  if (bounds === 'report') return { period };
  return /^20\d\d-\d\d$/u.test(period) ? { month: period } : daysOfCalendar(period);
}

/** First and last day of a period of whole months or half-months. */
function daysOfCalendar(period: string): Readonly<Record<string, string>> {
  const year = period.slice(0, 4);
  const rest = period.slice(5);
  const half = /^(\d\d)-([AB])$/u.exec(rest);
  if (half !== null) return half[2] === 'A' ? { from: `${year}-${half[1] ?? ''}-01`, to: `${year}-${half[1] ?? ''}-14` } : { from: `${year}-${half[1] ?? ''}-15`, to: lastDay(year, Number(half[1])) };
  const spans: Readonly<Record<string, readonly [number, number]>> = { Q1: [1, 3], Q2: [4, 6], Q3: [7, 9], Q4: [10, 12], H1: [1, 6], H2: [7, 12], '9M': [1, 9] };
  const [first, last] = spans[rest] ?? [1, 12];
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: lastDay(year, last) };
}

function Scheduled(): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = api.useInfiniteQuery('get', '/api/v1/report-runs', { params: { query: {} } }, BY_KEY);
  return (
    <Panel title={t('reports.scheduled')}>
      <PagedTable<Run>
        pages={pages}
        scroll={WRAPPED}
        empty={t('reports.noRuns')}
        rowKey="id"
        columns={[
          { title: t('reports.kind'), render: (_, { report }) => t(`reports.run-${report}`) },
          { title: t('reports.days'), render: (_, { period }) => `${formatDay(period.from)} – ${formatDay(period.to)}` },
          { title: t('reports.due'), render: (_, { dueAt }) => formatMoment(dueAt) },
          { title: t('reports.made'), render: (_, { madeAt }) => formatMoment(madeAt) },
          { title: t('reports.files'), render: (_, { files }) => <RunFiles files={files} /> },
        ]}
      />
      <p className="figure-caption">{t('reports.scheduledRule')}</p>
    </Panel>
  );
}

/** The files of a run, those of one document beside each other; earlier runs had fewer. */
function RunFiles({ files }: Pick<Run, 'files'>): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <Flex vertical gap={4}>
      {RUN_DOCUMENTS.map((document) => [document, files.filter(({ format }) => (document === 'rates' ? format === 'csv' : format.startsWith(`${document}-`)))] as const)
        .filter(([, own]) => own.length > 0)
        .map(([document, own]) => (
          <Flex key={document} gap="small" align="center">
            <span style={{ whiteSpace: 'nowrap' }}>{t(`reports.file-${document}`)}</span>
            {own.map(({ format, name, link }) => <DownloadButton key={format} path={link} label={(format.split('-').at(-1) ?? format).toUpperCase()} name={name} about={name} />)}
          </Flex>
        ))}
    </Flex>
  );
}

function Registers({ agency }: { readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/registers', { params: { query: given({ agency }) } }, BY_KEY);
  return (
    <Panel title={t('reports.registers')} extra={<Button type="link" size="small" onClick={() => { void pages.refetch(); }}>{t('refresh')}</Button>}>
      <PagedTable<Register>
        pages={pages}
        scroll={WRAPPED}
        empty={t('reports.noRegisters')}
        rowKey="id"
        columns={[
          { title: t('list.agency'), render: (_, register) => nameOf(register.agency) },
          { title: t('filter.field'), render: (_, { field }) => field.name },
          { title: t('par.yearHead'), dataIndex: 'year' },
          { title: t('reports.lines'), className: 'number', render: (_, { lines }) => formatCount(lines) },
          { title: t('list.status'), render: (_, { state }) => t(`reports.${state}`) },
          { title: t('reports.files'), render: (_, { id, field, year, links }) => <Flex gap="small">{(['pdf', 'xlsx', 'csv'] as const).map((format) => <DownloadButton key={format} path={links[format]} label={format.toUpperCase()} name={`so-dang-ky-${field.code}-${String(year)}-${id.slice(0, 8)}.${format}`} about={`${field.name} ${String(year)}`} />)}</Flex> },
        ]}
      />
    </Panel>
  );
}
