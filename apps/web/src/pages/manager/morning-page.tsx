import type { JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { serverToday } from '../../api/server-time.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { DayField } from '../../ui/day-field.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProcedureName } from '../../ui/procedure-name.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { given, useAsked } from './asked.js';
import { DownloadButton } from './download-button.js';
import { AgencyFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Line = components['schemas']['MorningLine'];

/** What is late and what falls due within two working days, by agency and then by date: as it stands, or as it stood on a morning. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const date = words.get('date') ?? undefined;
  const pages = api.useInfiniteQuery('get', '/api/v1/morning-list', { params: { query: { ...given({ agency: asked.agency, date }), limit: 100 } } }, BY_KEY);
  const whole = pages.data?.pages[0];
  return (
    <>
      <PageHead title={t('morning.title')}>
        {whole === undefined ? null : <DownloadButton path={whole.xlsx} label="XLSX" name={`danh-sach-sang-${date ?? serverToday()}.xlsx`} about={t('morning.title')} />}
        <PrintButton />
      </PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={date === undefined ? t('caption.atMoment') : formatDay(date)} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter">
        <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} />
        <label>{t('morning.date')} <DayField value={date ?? ''} max={serverToday()} onChange={(chosen) => { change({ date: chosen === '' ? undefined : chosen }); }} style={{ width: 160 }} /></label>
      </Flex>
      {whole === undefined ? null : <p role="status"><strong>{t('morning.counts', { late: whole.late, soon: whole.soon })}</strong> {whole.stored ? t('morning.stored') : whole.asOf === null ? '' : t('caption.asOf', { asOf: formatMoment(whole.asOf) })}</p>}
      <PagedTable<Line>
        pages={pages}
        scroll={WRAPPED}
        empty={t('morning.none')}
        rowKey="code"
        columns={[
          { title: t('list.agency'), render: (_, { agency }) => agency.name },
          { title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('list.procedure'), width: 200, render: (_, { procedure }) => <ProcedureName name={procedure.name} /> },
          { title: t('stages.stage'), width: 170, render: (_, { stages }) => stages.map(({ name }) => name).join('; ') },
          { title: t('morning.holders'), render: (_, { officers, holders }) => (officers.length > 0 ? officers : holders).map(({ name }) => name).join('; ') },
          { title: t('list.due'), render: (_, { dueAt }) => formatMoment(dueAt) },
          { title: t('morning.standing'), render: (_, { standing, workingTime }) => <StandingTag standing={standing === 'late' ? 'late' : 'due-soon'}>{workingTime ?? t(`morning.${standing}`)}</StandingTag> },
          { title: t('morning.reason'), render: (_, { reason }) => reason.sentence },
        ]}
      />
    </>
  );
}
