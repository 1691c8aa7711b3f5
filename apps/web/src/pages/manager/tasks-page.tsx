import type { JSX } from 'react';
import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatPercent } from '../../format/numbers.js';
import { useMay } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { addressOf, given, useAsked } from './asked.js';
import { DownloadButton } from './download-button.js';
import { Caption, Panel } from './figure-parts.js';
import { AgencyFilter } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';

type Task = components['schemas']['AssignedTaskItem'];
type Plan = components['schemas']['TaskPlanItem'];

const STANDINGS = ['open', 'due-today', 'overdue', 'awaiting-date', 'explanation-due', 'closed'] as const;

/** Tasks of plans and documents: how many are done in time, each with its end, and the plans they come from. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, words, change } = useAsked();
  const standing = STANDINGS.find((known) => known === words.get('standing')) ?? 'open';
  const plan = words.get('plan') ?? undefined;
  const mayDirect = useMay('DirectTask');
  return (
    <>
      <PageHead title={t('tasks.title')}>{mayDirect ? <Link to="/nhiem-vu/ke-hoach">{t('plan.upload')}</Link> : null}<PrintButton /></PageHead>
      <PrintHead asked={given({ agency: asked.agency })} days={t(`tasks.${standing}`)} />
      <Flex gap="small" wrap align="center" className="no-print figure-filter">
        <AgencyFilter value={asked.agency} onChange={(agency) => { change({ agency }); }} />
        <Select aria-label={t('tasks.standing')} value={standing} onChange={(value) => { change({ standing: value }); }} options={STANDINGS.map((value) => ({ value, label: t(`tasks.${value}`) }))} style={{ minWidth: 200 }} />
      </Flex>
      <div className="panels">
        <OnTime agency={asked.agency} />
        <div className="wide"><Tasks agency={asked.agency} standing={standing} plan={plan} /></div>
        <div className="wide"><Plans agency={asked.agency} /></div>
      </div>
    </>
  );
}

function OnTime({ agency }: { readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { data, error, isPending } = api.useQuery('get', '/api/v1/assigned-tasks/on-time-rate', { params: { query: given({ agency }) } });
  return (
    <Panel title={t('tasks.onTime')} error={error} isPending={isPending}>
      {data === undefined ? null : (
        <>
          <p className="headline">{formatPercent(data.value === null ? null : Number(data.value))} <small>{data.d === 0 ? '' : `${String(data.n)}/${String(data.d)}; `}{t('tasks.target', { target: formatPercent(Number(data.target)) })}{data.isMet === null ? '' : ` – ${t(data.isMet ? 'tasks.met' : 'tasks.unmet')}`}</small></p>
          <Caption period={data.period} formula={data.formulaVi} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}

function Tasks({ agency, standing, plan }: { readonly agency: string | undefined; readonly standing: (typeof STANDINGS)[number]; readonly plan: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/assigned-tasks', { params: { query: { standing, ...given({ agency, plan }) } } }, BY_KEY);
  return (
    <Panel title={t(`tasks.${standing}`)}>
      <PagedTable<Task>
        pages={pages}
        scroll={WRAPPED}
        empty={t('tasks.none')}
        rowKey="code"
        columns={[
          { title: t('tasks.code'), dataIndex: 'code' },
          { title: t('tasks.name'), render: (_, { title }) => <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>{title ?? t('watch.erased')}</div> },
          { title: t('tasks.lead'), render: (_, task) => nameOf(task.agency) },
          { title: t('tasks.with'), render: (_, { coordinating }) => coordinating.map(nameOf).join('; ') },
          { title: t('tasks.due'), render: (_, { dueAt }) => (dueAt === null ? t('tasks.noDate') : formatMoment(dueAt)) },
          { title: t('tasks.done'), render: (_, { doneAt, inTime }) => (doneAt === null ? '' : `${formatMoment(doneAt)}${inTime === null ? '' : ` (${t(inTime ? 'tasks.inTime' : 'tasks.late')})`}`) },
          { title: t('tasks.findings'), className: 'number', dataIndex: 'openFindings' },
          { title: t('tasks.explanation'), render: (_, { explanationDue }) => (explanationDue ? t('tasks.owed') : '') },
        ]}
      />
    </Panel>
  );
}

function Plans({ agency }: { readonly agency: string | undefined }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/task-plans', { params: { query: given({ agency }) } }, BY_KEY);
  return (
    <Panel title={t('tasks.plans')}>
      <PagedTable<Plan>
        pages={pages}
        scroll={WRAPPED}
        empty={t('tasks.noPlans')}
        rowKey="id"
        columns={[
          { title: t('tasks.number'), render: (_, { id, number, state }) => <Link to={state === 'draft' ? `/nhiem-vu/ke-hoach/${id}` : addressOf('/nhiem-vu', { plan: id, standing: 'open' })}>{number}</Link> },
          { title: t('tasks.issued'), render: (_, { issuedOn }) => formatDay(issuedOn) },
          { title: t('tasks.ends'), render: (_, { endsOn }) => formatDay(endsOn) },
          { title: t('list.agency'), render: (_, plan) => nameOf(plan.agency) },
          { title: t('list.status'), render: (_, { state }) => t(`tasks.${state}`) },
          { title: t('tasks.report'), render: (_, { number, links, state }) => (state === 'draft' ? '' : <Flex gap="small" wrap>{(['xlsx', 'docx'] as const).map((format) => <DownloadButton key={format} path={addressOf(links.report, { format })} label={format.toUpperCase()} name={`${number.replaceAll(/[^\w.-]+/gu, '-')}.${format}`} about={t('tasks.reportOf', { number })} />)}</Flex>) },
        ]}
      />
    </Panel>
  );
}
