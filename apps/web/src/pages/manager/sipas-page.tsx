import { useState, type JSX } from 'react';
import { Button, Card, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api, call } from '../../api/client.js';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { serverToday } from '../../api/server-time.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { useMay, useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { given, useAsked } from './asked.js';
import { AgencyFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { useTableUpload } from './upload.js';
import './manager.css';

type Survey = components['schemas']['SipasSurvey'];

const KINDS = ['csv', 'xlsx'] as const;
/** Surveys are entered for the year that is over, seldom for one before. */
const YEARS = 5;

/** Satisfaction surveys (SIPAS): a file of one is counted here, and every survey that was entered. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const { nameOf } = useAgencies();
  const { nameOf: personName } = useEverybody();
  const may = useMay('EnterSurvey');
  const year = words.get('year') ?? undefined;
  const pages = api.useInfiniteQuery('get', '/api/v1/sipas-surveys', { params: { query: { ...given({ agency: asked.agency }), ...(year === undefined ? {} : { year: Number(year) }) } } }, BY_KEY);
  const surveys = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const formula = surveys[0]?.formulaVi;
  const holding = holdingOf(surveys);
  return (
    <>
      <PageHead title={t('sipas.title')}><PrintButton /></PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={year === undefined ? t('sipas.anyYear') : t('par.yearOf', { year })} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter" role="search">
        <Select<string> aria-label={t('par.year')} placeholder={t('sipas.anyYear')} allowClear value={year ?? null} onChange={(chosen?: string) => { change({ year: chosen }); }} options={yearOptions((each) => t('par.yearOf', { year: each }))} style={{ minWidth: 140 }} />
        <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} />
      </Flex>
      {may ? <UploadForm /> : null}
      <div style={{ marginTop: '1rem' }}>
        <PagedTable<Survey>
          pages={pages}
          scroll={WRAPPED}
          empty={t('sipas.none')}
          rowKey="id"
          columns={[
            { title: t('sipas.entered'), render: (_, { id, enteredAt }) => <Link to={`/so-lieu/sipas/${id}`}>{formatMoment(enteredAt)}</Link> },
            { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
            { title: t('par.yearHead'), dataIndex: 'year' },
            { title: t('sipas.overall'), className: 'number', render: (_, { overall }) => formatPercent(overall.value) },
            { title: t('sipas.answers'), className: 'number', render: (_, { overall }) => `${formatCount(overall.numerator)}/${formatCount(overall.denominator)}` },
            { title: t('sipas.by'), render: (_, { enteredBy }) => personName(enteredBy) },
            { title: t('list.status'), render: (_, { id }) => t(holding.has(id) ? 'sipas.holds' : 'sipas.replaced') },
          ]}
        />
      </div>
      <p className="figure-caption">{formula === undefined ? '' : `${t('caption.formula', { formula })}. `}{t('sipas.asOf')}</p>
    </>
  );
}

/** Of each agency's year the survey that holds: the last entered, which stands first. */
function holdingOf(surveys: readonly Survey[]): ReadonlySet<string> {
  const last = new Map<string, string>();
  for (const { id, agency, year } of surveys) if (!last.has(`${agency} ${String(year)}`)) last.set(`${agency} ${String(year)}`, id);
  return new Set(last.values());
}

function yearOptions(called: (year: string) => string): { readonly value: string; readonly label: string }[] {
  const thisYear = Number(serverToday().slice(0, 4));
  return Array.from({ length: YEARS }, (_, back) => String(thisYear - back)).map((year) => ({ value: year, label: called(year) }));
}

function UploadForm(): JSX.Element {
  const { t } = useTranslation('manager');
  const { agency: own } = useMe();
  const [agency, setAgency] = useState<string | undefined>(own.code);
  const [year, setYear] = useState(String(Number(serverToday().slice(0, 4)) - 1));
  const { chooser, problem, hasFile, isBusy, renew, send } = useTableUpload(KINDS);
  const enter = (of: string): void => {
    send(of, async (document, header) => {
      const { data, error } = await call.POST('/api/v1/sipas-surveys', { params: { header }, body: { agency: of, year: Number(year), document } });
      return { data: data?.survey, error };
    }, (id) => `/so-lieu/sipas/${id}`);
  };
  return (
    <Card size="small" className="no-print" title={<h2 className="panel-title">{t('sipas.upload')}</h2>}>
      <p>{t('sipas.rule')}</p>
      <Flex gap="small" wrap align="center">
        <AgencyFilter value={agency} onChange={(chosen) => { setAgency(chosen); renew(); }} />
        <Select aria-label={t('sipas.yearOfSurvey')} value={year} onChange={(chosen) => { setYear(chosen); renew(); }} options={yearOptions((each) => t('par.yearOf', { year: each }))} />
        {chooser(t('sipas.choose'))}
        <Button type="primary" disabled={!hasFile || agency === undefined} loading={isBusy} onClick={() => { if (agency !== undefined) enter(agency); }}>{t('sipas.enter')}</Button>
      </Flex>
      {problem}
    </Card>
  );
}
