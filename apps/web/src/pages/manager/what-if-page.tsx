import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { useAgencies } from './catalogue.js';
import { Panel } from './figure-parts.js';
import { WhatIfForm } from './what-if-form.js';
import './manager.css';

/** A scenario as it is asked and answered. */
interface Scenario {
  readonly holidays?: readonly { readonly date: string }[];
  readonly openDays?: readonly { readonly on: { readonly date: string } | { readonly every: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'; readonly from: string; readonly to: string }; readonly hours?: 'full' | 'morning' | 'afternoon' | readonly (readonly string[])[] }[];
  readonly terms?: NonNullable<components['schemas']['WhatIfRequest']['scenario']['terms']>;
  readonly absences?: readonly { readonly officer: string; readonly from: string; readonly to: string }[];
}

/** A question that was asked, with its scenario as the client reads it. */
export type WhatIf = Omit<components['schemas']['WhatIf'], 'scenario'> & { readonly scenario: Scenario };

/** What the late rate would have been under other rules: asked here, and every question one has asked. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const navigate = useNavigate();
  const words = useScenarioWords();
  const pages = api.useInfiniteQuery('get', '/api/v1/what-if', { params: { query: {} } }, BY_KEY);
  return (
    <>
      <PageHead title={t('whatIf.title')} />
      <p>{t('whatIf.rule')}</p>
      <WhatIfForm onAsked={(id) => { void navigate(`/so-lieu/gia-dinh/${id}`); }} />
      <div style={{ marginTop: '1rem' }}>
        <Panel title={t('whatIf.mine')}>
          <PagedTable<WhatIf>
            pages={pages}
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

/** A scenario in words, one sentence for each change. */
export function useScenarioWords(): (scenario: Scenario) => readonly string[] {
  const { t } = useTranslation('manager');
  return ({ holidays = [], openDays = [], terms = [], absences = [] }) => [
    ...holidays.map(({ date }) => t('whatIf.holidayWords', { day: formatDay(date) })),
    ...openDays.map(({ on, hours }) => t('whatIf.openWords', { on: 'date' in on ? formatDay(on.date) : t('whatIf.every', { day: t(`whatIf.${on.every}`), from: formatDay(on.from), to: formatDay(on.to) }), hours: typeof hours === 'string' ? t(`whatIf.hours-${hours}`) : '' })),
    ...terms.map((term) => ('stage' in term ? t('whatIf.stageWords', { procedure: term.procedure, stage: term.stage, amount: term.budget.amount, unit: t(`whatIf.unit-${term.budget.unit}`) }) : t('whatIf.termWords', { procedure: term.procedure, amount: term.limit.amount, unit: t(`whatIf.unit-${term.limit.unit}`) }))),
    ...absences.map(({ officer, from, to }) => t('whatIf.absenceWords', { officer, from: formatDay(from), to: formatDay(to) })),
  ];
}
