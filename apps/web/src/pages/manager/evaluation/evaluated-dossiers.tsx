import type { ComponentProps, JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { formatMoment } from '../../../format/moments.js';
import { dossierAddress } from '../../../shell/dossier-address.js';
import { BY_KEY, PagedTable } from '../../../ui/paged-table.js';
import { WRAPPED } from '../../../ui/table-scroll.js';

type Evaluated = components['schemas']['EvaluatedDossier'];

const PAGE = 50;
const MARKED = ['total-time', 'agency-time', 'contacts', 'agencies-contacted', 'attitude'] as const;

/** The dossiers an evaluation sheet is made of. `isOwn`: of one's own sheet, read and kept up to date like any list; of another's each reading is on record, so a page is read when it is asked for and never by itself. */
export function useEvaluated(subject: string, period: string, { isOwn }: { readonly isOwn: boolean }): ComponentProps<typeof PagedTable<Evaluated>>['pages'] & { readonly isFetching: boolean } {
  return api.useInfiniteQuery('get', '/api/v1/evaluation-sheets/{subject}/dossiers', { params: { path: { subject }, query: { period, limit: PAGE } } }, { ...BY_KEY, ...(isOwn ? {} : { enabled: false, gcTime: 0, retry: false }) });
}

/** Dossiers with the marks of each, in the order they were finished; of another's sheet each page only when it is asked for. */
export function EvaluatedDossiers({ pages, isOwn }: Pick<ComponentProps<typeof PagedTable<Evaluated>>, 'pages'> & { readonly isOwn: boolean }): JSX.Element {
  const { t } = useTranslation('manager');
  return (
    <PagedTable<Evaluated>
      pages={pages}
      isByHand={!isOwn}
      scroll={WRAPPED}
      empty={t('evaluation.noDossiers')}
      rowKey="code"
      columns={[
        { title: t('list.code'), className: 'kept', render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
        { title: t('list.finished'), render: (_, { finishedAt }) => formatMoment(finishedAt) },
        ...MARKED.map((index) => ({ title: t(`evaluation.marks.${index}`), className: 'number', render: (_: unknown, { marks }: Evaluated) => marks[index] ?? '–' })),
      ]}
    />
  );
}
