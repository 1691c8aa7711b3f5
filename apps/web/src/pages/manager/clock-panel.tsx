import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { addressOf, type Asked, given, periodOf } from './asked.js';
import { Caption, Panel } from './figure-parts.js';
import { PlainTable } from '../../ui/plain-table.js';
import { WRAPPED } from '../../ui/table-scroll.js';

type CaseRate = components['schemas']['CaseRate'];
type Queue = components['schemas']['CaseQueue'];

const KINDS = ['publication', 'feedback', 'task'] as const;
/** Where the lists of each kind are. */
const LISTS: Readonly<Record<Queue['kind'], string>> = { publication: '/cong-khai', feedback: '/phan-anh', task: '/nhiem-vu' };

/** The other clocks a manager answers for: publications, feedback, assigned tasks; what is open, due and late, and how much of it in time. */
export function ClockPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const agency = given({ agency: asked.agency });
  const queues = api.useQuery('get', '/api/v1/case-queues', { params: { query: agency } });
  const rates = api.useQuery('get', '/api/v1/case-rates', { params: { query: { ...agency, ...periodOf(asked) } } });
  const onTime = rates.data?.items.filter(({ rate }) => rate === 'clock-on-time') ?? [];
  return (
    <Panel title={t('clocks.title')} error={queues.error ?? rates.error} isPending={queues.isPending || rates.isPending}>
      <PlainTable
        scroll={WRAPPED}
        rowKey="kind"
        dataSource={KINDS.map((kind) => ({ kind, queues: queues.data?.items.filter((queue) => queue.kind === kind) ?? [] }))}
        columns={[
          { title: t('clocks.kind'), render: (_, { kind }) => <Link to={addressOf(LISTS[kind], agency)}>{t(`clocks.kind-${kind}`)}</Link> },
          ...(['open', 'due-today', 'overdue'] as const).map((state) => ({ title: t(`clocks.${state}`), className: 'number', render: (_: unknown, { queues: own }: { readonly queues: readonly Queue[] }) => formatCount(own.find((queue) => queue.state === state)?.count ?? 0) })),
        ]}
      />
      {onTime.length === 0 ? <p>{t('clocks.nothing')}</p> : (
        <PlainTable<CaseRate>
          style={{ marginTop: 12 }}
          scroll={WRAPPED}
          rowKey="clock"
          dataSource={[...onTime]}
          columns={[
            { title: t('clocks.clock'), dataIndex: 'clockLabel' },
            { title: t('clocks.inTime'), className: 'number', render: (_, { numerator }) => formatCount(numerator) },
            { title: t('clocks.due'), className: 'number', render: (_, { denominator }) => formatCount(denominator) },
            { title: t('clocks.rate'), className: 'number', render: (_, { value }) => formatPercent(value) },
          ]}
        />
      )}
      {rates.data === undefined || onTime[0] === undefined ? null : <Caption period={rates.data.period} formula={onTime[0].formulaVi} asOf={rates.data.asOf} />}
    </Panel>
  );
}
