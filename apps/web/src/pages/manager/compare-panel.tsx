import type { JSX } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { type Asked, type ChangeAsked, periodOf, scopeOf } from './asked.js';
import { behindRate } from './behind.js';
import { Caption, Panel, PercentLink } from './figure-parts.js';

type Rate = components['schemas']['Rate'];
type Compared = components['schemas']['RateComparison']['left'];

/** Two rates of the same question, and in one sentence why they differ. */
export function ComparePanel({ left, rates, asked, words, change }: { readonly left: Rate; readonly rates: readonly Rate[]; readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked }): JSX.Element {
  const { t } = useTranslation('manager');
  const others = rates.filter(({ name }) => name !== left.name);
  const right = others.find(({ name }) => name === words.get('right')) ?? others.find(({ name }) => name === 'late-rate-by-date') ?? others[0];
  const { data, error, isPending } = api.useQuery('get', '/api/v1/metrics/compare', { params: { query: { left: left.name, ...(right === undefined ? {} : { right: right.name }), ...periodOf(asked), ...scopeOf(asked) } } });
  return (
    <Panel title={t('compare.title')} error={error} isPending={isPending}>
      <Select className="no-print" aria-label={t('compare.with')} {...(right === undefined ? {} : { value: right.name })} onChange={(name) => { change({ right: name }); }} showSearch={BY_LABEL} options={others.map(({ name, label }) => ({ value: name, label }))} style={{ width: '100%', marginBottom: 12 }} popupMatchSelectWidth={false} />
      {data === undefined ? null : (
        <>
          <dl className="facts"><Told told={data.left} asked={asked} /><Told told={data.right} asked={asked} /></dl>
          <p data-sentence="difference"><strong>{data.sentenceVi}</strong></p>
          <Caption period={data.period} formula={data.right.formulaVi} comparison={data.right.comparisonLabel} asOf={data.asOf} />
        </>
      )}
    </Panel>
  );
}

function Told({ told, asked }: { readonly told: Compared; readonly asked: Asked }): JSX.Element {
  return (
    <>
      <dt>{told.label}</dt>
      <dd><PercentLink value={told.value} numerator={told.numerator} to={behindRate(told.rate, asked, 'numerator')} label={told.label} />{told.value === null ? '' : ` (${String(told.numerator)}/${String(told.denominator)})`} – {told.comparisonLabel}</dd>
    </>
  );
}
