import { useState, type JSX } from 'react';
import { Alert, Button, Popconfirm, Table } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useAgencies } from '../../../api/agencies.js';
import { api } from '../../../api/client.js';
import { useEverybody } from '../../../api/people.js';
import { formatDay } from '../../../format/moments.js';
import { useDraft } from '../../../session/drafts.js';
import { useMay } from '../../../session/me.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { Waiting } from '../../../ui/waiting.js';
import { addressOf } from '../asked.js';
import { Panel } from '../figure-parts.js';
import { WRAPPED } from '../../../ui/table-scroll.js';
import '../manager.css';
import { asRead, type Choice, confirmationOf, missingOf, type Plan, refusedFields } from './plan-choice.js';
import { PlanTask } from './plan-task.js';

/** A plan as it was read, row by row: what a person decides on each task, what is doubtful, and every line of the document; then confirmed whole. */
export function Component(): JSX.Element {
  const { id = '' } = useParams();
  const { data, error } = api.useQuery('get', '/api/v1/task-plans/{id}', { params: { path: { id } } }, { staleTime: Infinity });
  if (error !== null) return <ProblemAlert error={error} />;
  return data === undefined ? <Waiting /> : <PlanDraft key={data.id} plan={data} />;
}

function PlanDraft({ plan }: { readonly plan: Plan }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const { nameOf: personOf } = useEverybody();
  const may = useMay('DirectTask');
  return (
    <>
      <PageHead title={t('plan.title', { number: plan.number })}><Link to="/nhiem-vu">{t('plan.back')}</Link></PageHead>
      <p>{t('plan.facts', { agency: nameOf(plan.agency), issued: formatDay(plan.issuedOn), ends: formatDay(plan.endsOn), by: personOf(plan.uploadedBy) })}</p>
      {plan.state === 'draft' && may ? <Confirming plan={plan} /> : <Alert type="info" showIcon style={{ marginBottom: 16 }} title={t(plan.state === 'draft' ? 'plan.notYours' : 'plan.confirmed')} action={<Link to={addressOf('/nhiem-vu', { plan: plan.id, standing: 'open' })}>{t('plan.tasks')}</Link>} />}
      <Lines plan={plan} />
    </>
  );
}

function Confirming({ plan }: { readonly plan: Plan }): JSX.Element {
  const { t } = useTranslation('manager');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { value: choices, keep, forget } = useDraft<readonly Choice[]>(`plan ${plan.id}`, plan.tasks.map(asRead));
  const [changed, setChanged] = useState<ReadonlySet<number>>(new Set());
  const { mutate, error, isPending } = api.useMutation('post', '/api/v1/task-plans/{id}/confirm', {
    onSuccess: async () => {
      forget();
      await queries.invalidateQueries();
      await navigate(addressOf('/nhiem-vu', { plan: plan.id, standing: 'open' }));
    },
  });
  const refused = refusedFields(error);
  const missing = choices.map(missingOf);
  const unready = missing.filter((fields) => fields.length > 0).length;
  const change = (index: number, part: Partial<Choice>): void => {
    setChanged(new Set([...changed, index]));
    keep(choices.map((choice, at) => (at === index ? { ...choice, ...part } : choice)));
  };
  const send = (): void => {
    setChanged(new Set());
    mutate({ params: { path: { id: plan.id } }, body: { tasks: plan.tasks.flatMap((task, index) => { const choice = choices[index]; return choice === undefined ? [] : [confirmationOf(choice, task)]; }) } });
  };
  return (
    <>
      <Alert type={unready > 0 ? 'warning' : 'success'} showIcon role="status" title={unready > 0 ? t('plan.unready', { count: unready, all: choices.length }) : t('plan.ready', { taken: choices.filter(({ isTaken }) => isTaken).length, left: choices.filter(({ isTaken }) => !isTaken).length })} />
      {error === null || (refused.size > 0 && changed.size > 0) ? null : <ProblemAlert error={error} />}
      {plan.tasks.map((task, index) => {
        const choice = choices[index];
        const rejected = changed.has(index) ? [] : (refused.get(index) ?? []);
        return choice === undefined ? null : (
          <PlanTask
            key={task.place}
            task={task}
            choice={choice}
            change={(part) => { change(index, part); }}
            problems={plan.problems.filter(({ place }) => task.places.some((each) => each.table === place.table && each.row === place.row && each.sheet === place.sheet))}
            faults={[...(missing[index] ?? []).map((field) => ({ field, isRefused: false })), ...rejected.map((field) => ({ field, isRefused: true }))]}
          />
        );
      })}
      <Popconfirm title={t('plan.sure')} okText={t('plan.confirm')} cancelText={t('cancel')} disabled={unready > 0} onConfirm={send}>
        <Button type="primary" disabled={unready > 0 || plan.tasks.length === 0} loading={isPending}>{t('plan.confirm')}</Button>
      </Popconfirm>
    </>
  );
}

/** Every line of the document with what it was taken for, those first that no task holds and somebody must look at. */
function Lines({ plan }: { readonly plan: Plan }): JSX.Element {
  const { t } = useTranslation('manager');
  const doubts = plan.problems.filter(({ place }) => !plan.tasks.some(({ places }) => places.some((each) => each.table === place.table && each.row === place.row && each.sheet === place.sheet)));
  const placeWords = ({ table, row, sheet }: Plan['lines'][number]['place']): string => (sheet === null ? t('plan.place', { table, row }) : t('plan.placeOnSheet', { sheet, row }));
  return (
    <Panel title={t('plan.lines')}>
      {doubts.map(({ sentence, text, place }, index) => <p key={index} className="plan-doubt">⚠ {placeWords(place)}: {sentence}{text === '' ? '' : ` «${text}»`}</p>)}
      <Table<Plan['lines'][number]>
        size="small"
        scroll={WRAPPED}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        rowKey={({ place }) => JSON.stringify(place)}
        dataSource={plan.lines}
        columns={[
          { title: t('plan.where'), render: (_, { place }) => placeWords(place) },
          { title: t('plan.takenFor'), render: (_, { kind, task }) => (task === null ? t(`plan.lineKinds.${kind}`) : `${t(`plan.lineKinds.${kind}`)} ${String(task)}`) },
          { title: t('plan.text'), dataIndex: 'text' },
        ]}
      />
    </Panel>
  );
}
