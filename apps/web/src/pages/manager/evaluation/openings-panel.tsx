import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { formatMoment } from '../../../format/moments.js';
import { BY_KEY, PagedTable } from '../../../ui/paged-table.js';
import { WRAPPED } from '../../../ui/table-scroll.js';
import { Panel } from '../figure-parts.js';
import { usePeriodWords } from '../named-period.js';

type Opening = components['schemas']['SheetOpening'];

/** Who opened somebody's own evaluation sheets, and when; the server tells it to nobody else. */
export function OpeningsPanel({ subject }: { readonly subject: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const wordsOf = usePeriodWords();
  const pages = api.useInfiniteQuery('get', '/api/v1/evaluation-sheets/{subject}/openings', { params: { path: { subject }, query: {} } }, BY_KEY);
  return (
    <Panel title={t('evaluation.openings')}>
      <PagedTable<Opening>
        pages={pages}
        scroll={WRAPPED}
        empty={t('evaluation.noOpenings')}
        rowKey={({ at, part, period, openedBy }) => `${at} ${openedBy} ${period} ${part}`}
        columns={[
          { title: t('evaluation.openedAt'), render: (_, { at }) => formatMoment(at) },
          { title: t('evaluation.openedBy'), render: (_, { name, openedBy }) => name ?? openedBy },
          { title: t('period.label'), render: (_, { period }) => wordsOf(period) },
          { title: t('evaluation.part'), render: (_, { part }) => t(`evaluation.parts.${part}`) },
        ]}
      />
    </Panel>
  );
}
