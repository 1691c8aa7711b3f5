import { useState, type JSX } from 'react';
import { Button, Flex, InputNumber, Progress, Table, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { formatCount, formatPercent } from '../../format/numbers.js';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { type Asked, given, periodOf, useAsked } from './asked.js';
import { Caption, Panel } from './figure-parts.js';
import { FilterBar } from './filter-bar.js';
import { PrintButton } from './print-button.js';
import './manager.css';

type Index = components['schemas']['NationalIndex'];
type Group = Index['groups'][number];
type Item = Group['components'][number];
type Input = NonNullable<Item['input']>;

const POINTS = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WHOLE = 100;

/** The national index 766: six groups of points with their gaps, what closes each, and what it would be with other numbers. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const { data, error, isPending } = api.useQuery('get', '/api/v1/national-index', { params: { query: { ...given({ agency: asked.agency }), ...periodOf(asked) } } });
  return (
    <>
      <PageHead title={t('index.title')}><PrintButton /></PageHead>
      <FilterBar asked={asked} change={change} parts={['period', 'agency']} />
      <Panel title={t('index.total')} error={error} isPending={isPending}>{data === undefined ? null : <Told key={`${data.period.from} ${data.period.to} ${data.agency ?? ''}`} index={data} asked={asked} />}</Panel>
    </>
  );
}

function Told({ index, asked }: { readonly index: Index; readonly asked: Asked }): JSX.Element {
  const { t } = useTranslation('manager');
  const [supposed, setSupposed] = useState<Readonly<Partial<Record<Input, number>>>>({});
  const { mutate, data, error, isPending, reset } = api.useMutation('post', '/api/v1/national-index/simulate');
  const changes = Object.entries(supposed) as [Input, number][];
  const suppose = (input: Input, share: number | null): void => {
    const others = Object.fromEntries(Object.entries(supposed).filter(([name]) => name !== input));
    setSupposed(share === null ? others : { ...others, [input]: share });
    reset();
  };
  return (
    <>
      <p className="headline">{POINTS.format(index.points)} <small>{t('index.of', { known: POINTS.format(index.known), maximum: POINTS.format(index.maximum) })}</small></p>
      <Caption period={index.period} formula={t('index.formula', { document: index.document, version: index.version })} asOf={index.asOf} />
      <p className="figure-caption">{index.note}</p>
      <Flex gap="small" align="center" wrap className="no-print" style={{ margin: '0.75rem 0' }}>
        <span>{t('index.suppose')}</span>
        <Button type="primary" disabled={changes.length === 0} loading={isPending} onClick={() => { mutate({ body: { ...given({ agency: asked.agency }), ...periodOf(asked), changes: changes.map(([input, share]) => ({ input, share })) } }); }}>{t('index.simulate')}</Button>
        {changes.length === 0 ? null : <Button onClick={() => { setSupposed({}); reset(); }}>{t('index.clear')}</Button>}
      </Flex>
      {error === null ? null : <ProblemAlert error={error} />}
      {data === undefined ? null : <p role="status"><strong>{t('index.result', { now: POINTS.format(data.now.points), supposed: POINTS.format(data.supposed.points), difference: signed(data.difference) })}</strong></p>}
      {index.groups.map((group) => <GroupTable key={group.code} group={group} after={data?.supposed.groups.find(({ code }) => code === group.code)} supposed={supposed} suppose={suppose} />)}
    </>
  );
}

function GroupTable({ group, after, supposed, suppose }: { readonly group: Group; readonly after: Group | undefined; readonly supposed: Readonly<Partial<Record<Input, number>>>; readonly suppose: (input: Input, share: number | null) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const afterOf = ({ code }: Item): Item | undefined => after?.components.find((item) => item.code === code);
  return (
    <section style={{ marginTop: '1rem' }}>
      <h3>{group.name}: {POINTS.format(group.points)}/{POINTS.format(group.known)} {t('index.points')}{group.known === group.maximum ? '' : ` (${t('index.maximum', { maximum: POINTS.format(group.maximum) })})`}</h3>
      <Progress percent={group.known === 0 ? 0 : Math.round((WHOLE * group.points) / group.known)} aria-label={group.name} size="small" strokeColor="#0b5cad" />
      <p className="figure-caption">{group.source} ({group.verifiedLabel})</p>
      <Table<Item>
        size="small"
        pagination={false}
        scroll={{ x: 980 }}
        tableLayout="fixed"
        rowKey="code"
        dataSource={[...group.components]}
        columns={[
          { title: t('index.item'), width: 380, render: (_, { item, name, formulaVi, note, verified, verifiedLabel }) => <div>{item === null ? '' : `${item}. `}{name}<div className="figure-caption">{[formulaVi, note, verified ? null : verifiedLabel].filter((said) => said !== null).join(' – ')}</div></div> },
          { title: t('index.counted'), className: 'number', render: (_, { numerator, denominator }) => (numerator === null || denominator === null ? '–' : `${formatCount(numerator)}/${formatCount(denominator)}`) },
          { title: t('index.share'), className: 'number', render: (_, { share, state, stateLabel }) => (share === null ? (state === 'scored' ? formatPercent(null) : stateLabel) : formatPercent(share)) },
          { title: t('index.pointsHead'), className: 'number', render: (_, { points, maximum }) => `${points === null ? '–' : POINTS.format(points)}/${POINTS.format(maximum)}` },
          { title: t('index.gap'), className: 'number', render: (_, { gap }) => (gap === null ? '–' : POINTS.format(gap)) },
          { title: t('index.toFull'), className: 'number', render: (_, { toFull, fullFrom }) => (toFull === null ? '–' : <Tooltip title={fullFrom === null ? '' : t('index.fullFrom', { percent: formatPercent(fullFrom) })}><span>{formatCount(toFull)}</span></Tooltip>) },
          { title: t('index.supposed'), className: 'number no-print', render: (_, { input, name }) => (input === null ? null : <InputNumber<number> aria-label={t('index.supposeFor', { name })} size="small" min={0} max={WHOLE} step={1} precision={2} value={supposed[input] ?? null} onChange={(share) => { suppose(input, share); }} suffix="%" style={{ width: 100 }} />) },
          ...(after === undefined ? [] : [{ title: t('index.after'), className: 'number', render: (_: unknown, item: Item) => { const points = afterOf(item)?.points ?? null; return points === null ? '–' : points === item.points ? POINTS.format(points) : <strong>{POINTS.format(points)}</strong>; } }]),
        ]}
      />
    </section>
  );
}

function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${POINTS.format(points)}`;
}
