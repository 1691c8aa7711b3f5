import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { Panel } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { useScenarioWords, type WhatIf } from './scenario-words.js';
import { WhatIfForm } from './what-if-form.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

/** What the late rate would have been under other rules: asked here, and every question one has asked. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const navigate = useNavigate();
  const pages = api.useInfiniteQuery('get', '/api/v1/what-if', { params: { query: {} } }, BY_KEY);
  const words = useScenarioWords((pages.data?.pages ?? []).flatMap(({ items }) => items.map(({ scenario }) => scenario as WhatIf['scenario'])));
  return (
    <>
      <PageHead title={t('whatIf.title')}><PrintButton /></PageHead>
      <PrintHead asked={{}} days={t('whatIf.mine')} />
      <p>{t('whatIf.rule')}</p>
      <div className="no-print"><WhatIfForm onAsked={(id) => { void navigate(`/so-lieu/gia-dinh/${id}`); }} /></div>
      <div style={{ marginTop: '1rem' }}>
        <Panel title={t('whatIf.mine')}>
          <PagedTable<WhatIf>
            pages={pages}
            scroll={WRAPPED}
            empty={t('whatIf.none')}
            rowKey="id"
            columns={[
              { title: t('whatIf.askedAt'), render: (_, { id, requestedAt }) => <Link to={`/so-lieu/gia-dinh/${id}`}>{formatMoment(requestedAt)}</Link> },
              { title: t('published.period'), render: (_, { period }) => `${formatDay(period.from)} – ${formatDay(period.to)}` },
              { title: t('list.agency'), render: (_, { scope }) => (scope.agency === null ? t('published.province') : nameOf(scope.agency)) },
              { title: t('whatIf.scenario'), render: (_, { scenario }) => words(scenario).join('; ') },
              { title: t('list.status'), dataIndex: 'stateLabel' },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
