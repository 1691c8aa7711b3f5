import type { JSX } from 'react';
import { Flex, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { serverToday } from '../../api/server-time.js';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { given, useAsked } from './asked.js';
import { AgencyFilter } from './filter-bar.js';
import { Panel } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Criterion = components['schemas']['ParCriterion'];
type Target = components['schemas']['ParTarget'];
type Sheet = components['schemas']['ParSheetItem'];

const POINTS = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 0, maximumFractionDigits: 3 });
const points = (value: number | null): string => (value === null ? '–' : POINTS.format(value));
const YEARS = 3;

/** Criteria of the PAR INDEX: those the figures compute, and the targets of the plan, each with the points that are missing. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { agency: own } = useMe();
  const thisYear = Number(serverToday().slice(0, 4));
  const year = words.get('year') ?? String(thisYear);
  const agency = asked.agency ?? own.code;
  return (
    <>
      <PageHead title={t('par.title')}><PrintButton /></PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={t('par.yearOf', { year })} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter">
        <Select aria-label={t('par.year')} value={year} onChange={(chosen) => { change({ year: chosen }); }} options={Array.from({ length: YEARS }, (_, back) => ({ value: String(thisYear - back), label: t('par.yearOf', { year: String(thisYear - back) }) }))} />
        <AgencyFilter value={asked.agency} onChange={(chosen) => { change({ agency: chosen }); }} />
      </Flex>
      <div className="panels">
        <div className="wide"><Computed year={year} agency={asked.agency} /></div>
        <div className="wide"><Targets year={year} agency={agency} /></div>
        <div className="wide"><Sheets year={year} agency={asked.agency} /></div>
      </div>
    </>
  );
}

function Computed({ year, agency }: { readonly year: string; readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/par-criteria', { params: { query: { year: Number(year), ...given({ agency }) } } });
  return (
    <Panel title={t('par.computed')} error={error} isPending={isPending}>
      <Table<Criterion>
        size="small"
        pagination={false}
        scroll={WRAPPED}
        rowKey="measure"
        dataSource={[...(data?.items ?? [])]}
        columns={[
          { title: t('par.criterion'), render: (_, { criterion, name, formulaVi, note }) => <div style={{ maxWidth: 460, whiteSpace: 'normal' }}>{criterion ?? t('par.unnamed')} {name}<div className="figure-caption">{formulaVi}{note === null ? '' : ` – ${note}`}</div></div> },
          { title: t('par.rate'), className: 'number', render: (_, { rate }) => `${formatPercent(rate.value)} (${formatCount(rate.numerator)}/${formatCount(rate.denominator)})` },
          { title: t('par.value'), className: 'number', render: (_, { value, maximum }) => `${points(value)}/${points(maximum)}` },
          { title: t('par.target'), className: 'number', render: (_, { target }) => points(target) },
          { title: t('par.gap'), className: 'number', render: (_, { gap }) => points(gap) },
          { title: t('par.asOf'), render: (_, { asOf }) => formatMoment(asOf) },
        ]}
      />
    </Panel>
  );
}

function Targets({ year, agency }: { readonly year: string; readonly agency: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/par-index/agencies/{agency}/years/{year}/targets', { params: { path: { agency, year: Number(year) } } }, BY_KEY);
  return (
    <Panel title={t('par.targets', { agency: nameOf(agency) })}>
      <PagedTable<Target>
        pages={pages}
        scroll={WRAPPED}
        empty={t('par.noTargets')}
        rowKey={({ catalogue, criterion }) => `${catalogue} ${criterion}`}
        columns={[
          { title: t('par.criterion'), render: (_, { criterion, name }) => `${criterion} ${name ?? ''}` },
          { title: t('par.target'), className: 'number', render: (_, { target, maximum }) => `${points(target)}/${points(maximum)}` },
          { title: t('par.score'), className: 'number', render: (_, { score }) => points(score) },
          { title: t('par.gap'), className: 'number', render: (_, { gap }) => points(gap) },
        ]}
      />
    </Panel>
  );
}

function Sheets({ year, agency }: { readonly year: string; readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const { data: catalogues } = api.useQuery('get', '/api/v1/par-index/catalogues');
  const pages = api.useInfiniteQuery('get', '/api/v1/par-index/sheets', { params: { query: { year: Number(year), ...given({ agency }) } } }, BY_KEY);
  return (
    <Panel title={t('par.sheets')}>
      <PagedTable<Sheet>
        pages={pages}
        scroll={WRAPPED}
        empty={t('par.noSheets')}
        rowKey="id"
        columns={[
          { title: t('list.agency'), render: (_, sheet) => nameOf(sheet.agency) },
          { title: t('par.yearHead'), dataIndex: 'year' },
          { title: t('par.catalogue'), render: (_, { catalogue }) => catalogues?.items.find(({ code }) => code === catalogue)?.document ?? catalogue },
          { title: t('par.task'), dataIndex: 'caseCode' },
          { title: t('par.submitted'), render: (_, { submittedAt }) => (submittedAt === null ? t('par.notSubmitted') : formatMoment(submittedAt)) },
        ]}
      />
    </Panel>
  );
}
