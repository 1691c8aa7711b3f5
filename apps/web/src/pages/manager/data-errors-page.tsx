import type { JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { useProcedures } from '../../api/procedures.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { dossierAddress } from '../../shell/dossier-address.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProcedureName } from '../../ui/procedure-name.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { scopeOf, useAsked } from './asked.js';
import { Caption } from './figure-parts.js';
import { AgencyFilter, FieldFilter, ProcedureFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import './manager.css';

type DataError = components['schemas']['DataError'];

const PAGE = 100;

/** Dossiers without a date although their procedure needs one: each has to be corrected before anything can judge it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { nameOf } = useAgencies();
  const { nameOf: procedureName } = useProcedures();
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/data-errors', { params: { query: { ...scopeOf(asked), limit: PAGE } } }, BY_KEY);
  const told = pages.data?.pages[0];
  return (
    <>
      <PageHead title={t('dataErrors.title')}><PrintButton /></PageHead>
      <PrintHead asked={scopeOf(asked)} days={t('dataErrors.anyTime')} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter" role="search">
        <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} />
        <FieldFilter value={asked.field} onChange={(field) => { change({ field, procedure: undefined }); }} />
        <ProcedureFilter value={asked.procedure} onChange={(procedure) => { change({ procedure, field: undefined }); }} />
      </Flex>
      <p>{t('dataErrors.rule')}</p>
      {told === undefined ? null : (
        <>
          <p role="status" data-total={told.total}><strong>{t('dataErrors.count', { total: formatCount(told.total) })}</strong></p>
          <p><Caption days={t('dataErrors.anyTime')} formula={t('dataErrors.formula')} asOf={told.asOf} /></p>
        </>
      )}
      <PagedTable<DataError>
        pages={pages}
        scroll={WRAPPED}
        empty={t('dataErrors.none')}
        rowKey="code"
        columns={[
          { title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('list.status'), dataIndex: 'statusLabel' },
          { title: t('list.procedure'), width: 260, render: (_, { procedureCode }) => <ProcedureName name={procedureName(procedureCode)} /> },
          { title: t('dataErrors.version'), className: 'number', dataIndex: 'procedureVersion' },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('list.received'), render: (_, { receivedAt }) => formatMoment(receivedAt) },
          { title: t('list.finished'), render: (_, { finishedAt }) => (finishedAt === null ? t('list.open') : formatMoment(finishedAt)) },
          { title: t('dataErrors.source'), render: (_, { imported }) => t(imported ? 'dataErrors.imported' : 'dataErrors.enteredHere') },
        ]}
      />
    </>
  );
}
