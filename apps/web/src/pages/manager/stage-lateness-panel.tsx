import type { JSX } from 'react';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { type Asked, given, periodOf } from './asked.js';
import { behindDelay, behindRate } from './behind.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';
import { useWorkingMinutes } from './working-minutes.js';

type Lateness = components['schemas']['StageLateness'];
type Numbers = Lateness['total'];

/** How often each stage of a procedure ended too late, and what delay it brought; every number opens its list. */
export function StageLatenessPanel({ asked }: { readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { agency, procedure } = asked;
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/stages', { params: { query: { ...given({ agency, procedure }), ...periodOf(asked) } } }, { enabled: procedure !== undefined });
  if (procedure === undefined) return <Panel title={t('stages.lateness')}><p>{t('stages.latenessChoose')}</p></Panel>;
  return (
    <Panel title={t('stages.lateness')} error={error} isPending={isPending}>
      {data === undefined ? null : <Stages told={data} asked={given({ ...asked, field: undefined })} />}
    </Panel>
  );
}

function Stages({ told, asked }: { readonly told: Lateness; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const { rate, label, total, items, period, formulaVi, delayFormulaVi, asOf } = told;
  const cellsOf = (name: string, stage: string | undefined, numbers: Numbers): Readonly<Record<'ended' | 'late' | 'rate' | 'delay', JSX.Element>> => {
    const parts = given({ stage });
    return {
      ended: <CountLink count={numbers.denominator} to={behindRate(rate, asked, 'denominator', parts)} label={`${name}, ${t('stages.endedRuns')}`} />,
      late: <CountLink count={numbers.numerator} to={behindRate(rate, asked, 'numerator', parts)} label={`${name}, ${t('stages.lateRuns')}`} />,
      rate: <PercentLink value={numbers.value} numerator={numbers.numerator} to={behindRate(rate, asked, 'numerator', parts)} label={`${name}, ${label}`} />,
      delay: <DelayLink minutes={numbers.delayMinutes} to={behindDelay(asked, parts)} name={name} />,
    };
  };
  const whole = cellsOf(t('handling.sum'), undefined, total);
  return (
    <>
      <Table<Lateness['items'][number]>
        size="small"
        pagination={false}
        scroll={WRAPPED}
        rowKey={({ stage }) => stage ?? ''}
        dataSource={[...items]}
        locale={{ emptyText: t('stages.noRuns') }}
        columns={[
          { title: t('stages.stage'), dataIndex: 'stageName' },
          ...(['ended', 'late', 'rate', 'delay'] as const).map((column) => ({
            title: column === 'rate' ? label : t(column === 'ended' ? 'stages.endedRuns' : column === 'late' ? 'stages.lateRuns' : 'stages.delayOfStage'),
            className: 'number',
            render: (_: unknown, item: Lateness['items'][number]) => cellsOf(item.stageName, item.stage ?? '', item)[column],
          })),
        ]}
        summary={() => (
          <Table.Summary.Row className="total-line">
            <Table.Summary.Cell index={0}><strong>{t('handling.sum')}</strong></Table.Summary.Cell>
            {(['ended', 'late', 'rate', 'delay'] as const).map((column, index) => <Table.Summary.Cell key={column} index={index + 1} className="number"><strong>{whole[column]}</strong></Table.Summary.Cell>)}
          </Table.Summary.Row>
        )}
      />
      <Caption period={period} formula={formulaVi} asOf={asOf} />
      <p className="figure-caption">{t('stages.delayRule', { formula: delayFormulaVi })}</p>
    </>
  );
}

/** Minutes of delay that open the shares they are made of; nought opens nothing. */
function DelayLink({ minutes, to, name }: { readonly minutes: number; readonly to: string; readonly name: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const time = useWorkingMinutes();
  return minutes === 0 ? <>{time(0)}</> : <Link to={to} aria-label={`${name}, ${t('stages.delayOfStage')}: ${time(minutes)}`}>{time(minutes)}</Link>;
}
