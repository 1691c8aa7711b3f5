import { useState, type JSX } from 'react';
import { Alert, Button, Popconfirm, Progress, Segmented, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useAgencies } from '../../api/agencies.js';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatDay, formatMoment } from '../../format/moments.js';
import { formatCount } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { BY_KEY, PagedTable } from '../../ui/paged-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given } from './asked.js';
import { Caption, Panel } from './figure-parts.js';
import { PrintButton } from './print-button.js';
import { PrintHead } from './print-head.js';
import { useScenarioWords, type WhatIf } from './scenario-words.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './manager.css';
import { dossierAddress } from '../../shell/dossier-address.js';

type Answer = NonNullable<components['schemas']['WhatIf']['answer']>;
type Lines = Pick<Answer['total'], 'before' | 'assumptions'>;
type Moved = components['schemas']['WhatIfDossier'];
type AssumptionName = Answer['assumptions'][number]['name'];

const ASK_AGAIN_MS = 1_500;
const WHOLE = 100;
const POINTS = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const SIGNED = new Intl.NumberFormat('vi-VN', { signDisplay: 'exceptZero' });

/** What a question came to: before and after by each assumption, by agency, and the dossiers that change side; while it is computed, how far it is. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { nameOf } = useAgencies();
  const { data, error } = api.useQuery('get', '/api/v1/what-if/{id}', { params: { path: { id } } }, { refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_AGAIN_MS) });
  const words = useScenarioWords(data === undefined ? [] : [data.scenario]);
  const removal = api.useMutation('post', '/api/v1/what-if/{id}/delete', { onSuccess: () => { void navigate('/so-lieu/gia-dinh'); } });
  if (error != null) return <ProblemAlert error={error} />;
  if (data === undefined) return <></>;
  return (
    <>
      <PageHead title={t('whatIf.one')}>
        <PrintButton />
        <Popconfirm title={t('whatIf.sure')} okText={t('whatIf.delete')} cancelText={t('cancel')} onConfirm={() => { removal.mutate({ params: { path: { id } } }); }}><Button danger loading={removal.isPending}>{t('whatIf.delete')}</Button></Popconfirm>
      </PageHead>
      <PrintHead asked={given({ agency: data.scope.agency ?? undefined })} days={`${formatDay(data.period.from)} – ${formatDay(data.period.to)}`} />
      <dl className="facts">
        <dt>{t('published.period')}</dt><dd>{formatDay(data.period.from)} – {formatDay(data.period.to)}</dd>
        <dt>{t('list.agency')}</dt><dd>{data.scope.agency === null ? t('published.province') : nameOf(data.scope.agency)}</dd>
        <dt>{t('whatIf.scenario')}</dt><dd>{words(data.scenario).join('; ')}</dd>
        <dt>{t('list.status')}</dt><dd><span role="status" data-state={data.state}>{data.stateLabel}</span></dd>
      </dl>
      {isOver(data) ? null : <Progress percent={data.progress.dossiers === null || data.progress.dossiers === 0 ? 0 : Math.floor((WHOLE * data.progress.done) / data.progress.dossiers)} aria-label={t('whatIf.progress')} />}
      {data.answer === null ? null : <Told answer={data.answer} id={id} />}
    </>
  );
}

function isOver(request: WhatIf | undefined): boolean {
  return request !== undefined && request.finishedAt !== null;
}

function Told({ answer, id }: { readonly answer: Answer; readonly id: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const [assumption, setAssumption] = useState<AssumptionName>('keptMoments');
  const chosen = answer.assumptions.find(({ name }) => name === assumption);
  const rows = [{ key: '', name: t('whatIf.all'), ...answer.total }, ...answer.byAgency.map(({ agency, name, ...lines }) => ({ key: agency, name, ...lines }))];
  return (
    <div className="panels" style={{ marginTop: '1rem' }}>
      <div className="wide">
        <Panel title={t('whatIf.result')} extra={<Segmented<AssumptionName> aria-label={t('whatIf.assumption')} size="small" value={assumption} onChange={setAssumption} options={answer.assumptions.map(({ name, labelVi }) => ({ value: name, label: labelVi }))} />}>
          {answer.fault === null ? null : <Alert type="error" showIcon title={answer.fault.textVi} />}
          <p>{chosen?.textVi}</p>
          <Table size="small" pagination={false} scroll={WRAPPED} rowKey="key" dataSource={rows} columns={useLineColumns(assumption)} />
          <p className="figure-caption">{answer.counts.map(({ label, number }) => `${label}: ${formatCount(number)}`).join(' · ')}</p>
          <Caption formula={answer.formulaVi} asOf={answer.asOf} />
        </Panel>
      </div>
      <div className="wide"><MovedDossiers id={id} assumption={assumption} /></div>
    </div>
  );
}

function useLineColumns(assumption: AssumptionName): TableColumnsType<Lines & { readonly key: string; readonly name: string }> {
  const { t } = useTranslation('manager');
  const lineOf = ({ assumptions }: Lines): Lines['assumptions'][number] | undefined => assumptions.find((line) => line.assumption === assumption);
  return [
    { title: t('list.agency'), render: (_, { key, name }) => (key === '' ? <strong>{name}</strong> : name) },
    { title: t('whatIf.before'), className: 'number', render: (_, { before }) => `${before.text} (${formatCount(before.numerator)}/${formatCount(before.denominator)})` },
    { title: t('whatIf.after'), className: 'number', render: (_, lines) => { const line = lineOf(lines); return line === undefined ? '–' : <strong>{line.after.text} ({formatCount(line.after.numerator)}/{formatCount(line.after.denominator)})</strong>; } },
    { title: t('whatIf.points'), className: 'number', render: (_, lines) => { const points = lineOf(lines)?.points ?? null; return points === null ? '–' : POINTS.format(points); } },
    { title: t('whatIf.difference'), className: 'number', render: (_, lines) => SIGNED.format(lineOf(lines)?.difference ?? 0) },
    { title: t('whatIf.toLate'), className: 'number', render: (_, lines) => formatCount(lineOf(lines)?.toLate ?? 0) },
    { title: t('whatIf.toInTime'), className: 'number', render: (_, lines) => formatCount(lineOf(lines)?.toInTime ?? 0) },
  ];
}

function MovedDossiers({ id, assumption }: { readonly id: string; readonly assumption: AssumptionName }): JSX.Element {
  const { t } = useTranslation('manager');
  const { nameOf } = useAgencies();
  const pages = api.useInfiniteQuery('get', '/api/v1/what-if/{id}/dossiers', { params: { path: { id }, query: { assumption } } }, BY_KEY);
  const moment = (at: string | null): string => (at === null ? '–' : formatMoment(at));
  return (
    <Panel title={t('whatIf.moved')}>
      <PagedTable<Moved>
        pages={pages}
        scroll={WRAPPED}
        empty={t('whatIf.noneMoved')}
        rowKey="code"
        columns={[
          { title: t('list.code'), render: (_, { code }) => <Link to={dossierAddress(code)}>{code}</Link> },
          { title: t('list.agency'), render: (_, { agency }) => nameOf(agency) },
          { title: t('whatIf.side'), dataIndex: 'sideLabel' },
          { title: t('whatIf.dueBefore'), render: (_, { dueBefore }) => moment(dueBefore) },
          { title: t('whatIf.dueAfter'), render: (_, { dueAfter }) => moment(dueAfter) },
          { title: t('whatIf.endedBefore'), render: (_, { endedBefore }) => moment(endedBefore) },
          { title: t('whatIf.endedAfter'), render: (_, { endedAfter }) => moment(endedAfter) },
        ]}
      />
    </Panel>
  );
}
