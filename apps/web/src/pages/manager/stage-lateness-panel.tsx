import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { PlainTable } from '../../ui/plain-table.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import { type Asked, given, periodOf } from './asked.js';
import { behindDelay, behindRate } from './behind.js';
import { CatchingUp } from './catching-up.js';
import { Caption, CountLink, Panel, PercentLink } from './figure-parts.js';
import { useWorkingMinutes } from './working-minutes.js';

type Lateness = components['schemas']['StageLateness'];
type Numbers = Lateness['total'];

const COLUMNS = ['ended', 'late', 'rate', 'delay'] as const;
type Column = (typeof COLUMNS)[number];

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
  const { rate, label, total, items, period, formulaVi, delayFormulaVi, asOf, projection } = told;
  const titles: Readonly<Record<Column, string>> = { ended: t('stages.endedRuns'), late: t('stages.lateRuns'), rate: label, delay: t('stages.delayOfStage') };
  const cellOf = (column: Column, name: string, stage: string | undefined, { numerator, denominator, value, delayMinutes }: Numbers): JSX.Element => {
    const parts = given({ stage });
    const about = `${name}, ${titles[column]}`;
    switch (column) {
      case 'ended':
        return <CountLink count={denominator} to={behindRate(rate, asked, 'denominator', parts)} label={about} />;
      case 'late':
        return <CountLink count={numerator} to={behindRate(rate, asked, 'numerator', parts)} label={about} />;
      case 'rate':
        return <PercentLink value={value} numerator={numerator} to={behindRate(rate, asked, 'numerator', parts)} label={about} />;
      case 'delay':
        return <DelayLink minutes={delayMinutes} to={behindDelay(asked, parts)} label={about} />;
    }
  };
  return (
    <>
      <CatchingUp projection={projection} />
      <PlainTable<Lateness['items'][number]>
        scroll={WRAPPED}
        rowKey={({ stage }) => stage ?? ''}
        dataSource={items}
        empty={t('stages.noRuns')}
        columns={[
          { title: t('stages.stage'), dataIndex: 'stageName' },
          ...COLUMNS.map((column) => ({ key: column, title: titles[column], className: 'number', render: (_: unknown, item: Lateness['items'][number]) => cellOf(column, item.stageName, item.stage ?? '', item) })),
        ]}
        total={(_, place) => {
          const column = COLUMNS[place - 1];
          return <strong>{column === undefined ? t('handling.sum') : cellOf(column, t('handling.sum'), undefined, total)}</strong>;
        }}
      />
      <Caption period={period} formula={formulaVi} asOf={asOf} />
      <p className="figure-caption">{t('stages.delayRule', { formula: delayFormulaVi })}</p>
    </>
  );
}

/** Minutes of delay that open the shares they are made of; nought opens nothing. */
function DelayLink({ minutes, to, label }: { readonly minutes: number; readonly to: string; readonly label: string }): JSX.Element {
  const time = useWorkingMinutes();
  return minutes === 0 ? <>{time(0)}</> : <Link to={to} aria-label={`${label}: ${time(minutes)}`}>{time(minutes)}</Link>;
}
