import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { scopeOf, useAsked } from './asked.js';
import { Ahead, aheadOf, Foretelling, useColumns } from './endangered-panel.js';
import { FilterBar } from './filter-bar.js';
import { PrintButton } from './print-button.js';

/** The whole list of dossiers that will be late. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const columns = useColumns();
  const days = aheadOf(words);
  const pages = api.useInfiniteQuery('get', '/api/v1/metrics/endangered', { params: { query: { ...scopeOf(asked), days } } }, BY_KEY);
  const first = pages.data?.pages[0];
  return (
    <>
      <PageHead title={t('endangered.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['agency', 'field', 'procedure']} />
      <Ahead days={days} change={change} />
      {first === undefined ? null : <Foretelling of={first} />}
      <PagedTable pages={pages} scroll={WRAPPED} empty={t('endangered.none')} rowKey="code" columns={columns} />
    </>
  );
}
