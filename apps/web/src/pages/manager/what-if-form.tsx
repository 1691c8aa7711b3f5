import { useState, type JSX } from 'react';
import { Alert, Button, Card, Flex, InputNumber, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useRequestKey } from '../../api/request-key.js';
import { BY_LABEL } from '../../ui/by-label.js';
import { DayField } from '../../ui/day-field.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { given, periodOf, useAsked } from './asked.js';
import { usePeopleChoices } from './catalogue.js';
import { FilterBar, ProcedureFilter } from './filter-bar.js';
import { useScenarioWords } from './scenario-words.js';

type Scenario = Required<components['schemas']['WhatIfRequest']['scenario']>;

const EMPTY: Scenario = { holidays: [], openDays: [], terms: [], absences: [] };
const KINDS = ['holiday', 'saturday', 'open-day', 'term', 'absence'] as const;
type Kind = (typeof KINDS)[number];

/** Puts a scenario together, change by change, for a period and an agency, and asks. */
export function WhatIfForm({ onAsked }: { readonly onAsked: (id: string) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const { asked, change } = useAsked();
  const [scenario, setScenario] = useState<Scenario>(EMPTY);
  const { header, renew } = useRequestKey();
  const words = useScenarioWords([scenario]);
  const { mutate, error, isPending } = api.useMutation('post', '/api/v1/what-if', { onSuccess: ({ id }) => { renew(); onAsked(id); } });
  const update = (next: Scenario): void => { setScenario(next); renew(); };
  const parts = (Object.keys(scenario) as (keyof Scenario)[]).flatMap((part) => scenario[part].map((_, index) => ({ part, index, text: words({ ...EMPTY, [part]: [scenario[part][index]] })[0] ?? '' })));
  return (
    <Card size="small" title={<h2 className="panel-title">{t('whatIf.ask')}</h2>}>
      <FilterBar asked={asked} change={(changed) => { change(changed); renew(); }} parts={['period', 'agency']} />
      <AddChange onAdd={(add) => { update(add(scenario)); }} />
      {parts.length === 0 ? <p>{t('whatIf.empty')}</p> : (
        <Flex gap="small" wrap style={{ margin: '0.75rem 0' }} role="list" aria-label={t('whatIf.scenario')}>
          {parts.map(({ part, index, text }) => <Tag key={`${part} ${String(index)}`} role="listitem" closable={{ 'aria-label': t('whatIf.remove', { text }) }} onClose={(event) => { event.preventDefault(); update({ ...scenario, [part]: scenario[part].filter((_, at) => at !== index) }); }}>{text}</Tag>)}
        </Flex>
      )}
      {error === null ? null : <ProblemAlert error={error} />}
      <Button type="primary" disabled={parts.length === 0} loading={isPending} onClick={() => { mutate({ params: { header: header() }, body: { ...given({ agency: asked.agency }), ...periodOf(asked), scenario } }); }}>{t('whatIf.compute')}</Button>
      <Alert style={{ marginTop: 12 }} type="info" showIcon title={t('whatIf.held')} />
    </Card>
  );
}

function AddChange({ onAdd }: { readonly onAdd: (add: (scenario: Scenario) => Scenario) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const [kind, setKind] = useState<Kind>('holiday');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [hours, setHours] = useState<'full' | 'morning' | 'afternoon'>('full');
  const [procedure, setProcedure] = useState<string>();
  const [amount, setAmount] = useState<number | null>(null);
  const [officer, setOfficer] = useState('');
  const has = { to: kind === 'saturday' || kind === 'absence', from: kind !== 'term' };
  const isReady = kind === 'term' ? procedure !== undefined && amount !== null : from !== '' && (!has.to || to >= from) && (kind !== 'absence' || officer !== '');
  const add = (scenario: Scenario): Scenario => {
    switch (kind) {
      case 'holiday':
        return { ...scenario, holidays: [...scenario.holidays, { date: from }] };
      case 'saturday':
        return { ...scenario, openDays: [...scenario.openDays, { on: { every: 'sat', from, to }, hours }] };
      case 'open-day':
        return { ...scenario, openDays: [...scenario.openDays, { on: { date: from }, hours }] };
      case 'term':
        return { ...scenario, terms: [...scenario.terms, { procedure: procedure ?? '', part: 1, limit: { unit: 'working-days', amount: amount ?? 1 } }] };
      case 'absence':
        return { ...scenario, absences: [...scenario.absences, { officer, from, to }] };
    }
  };
  return (
    <Flex gap="small" wrap align="center">
      <Select aria-label={t('whatIf.kind')} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`whatIf.kind-${value}`) }))} style={{ minWidth: 230 }} />
      {has.from ? <DayField aria-label={t(has.to ? 'period.from' : 'whatIf.day')} value={from} onChange={setFrom} style={{ width: 160 }} /> : null}
      {has.to ? <DayField aria-label={t('period.to')} value={to} min={from} onChange={setTo} style={{ width: 160 }} /> : null}
      {kind === 'saturday' || kind === 'open-day' ? <Select aria-label={t('whatIf.hours')} value={hours} onChange={setHours} options={(['full', 'morning', 'afternoon'] as const).map((value) => ({ value, label: t(`whatIf.hours-${value}`) }))} style={{ minWidth: 120 }} /> : null}
      {kind === 'term' ? <><ProcedureFilter value={procedure} onChange={setProcedure} /><InputNumber<number> aria-label={t('whatIf.amount')} placeholder={t('whatIf.amount')} min={0.25} max={1000} step={1} value={amount} onChange={setAmount} suffix={t('whatIf.unit-working-days')} style={{ width: 200 }} /></> : null}
      {kind === 'absence' ? <StaffChoice value={officer} onChange={setOfficer} /> : null}
      <Button disabled={!isReady} onClick={() => { onAdd(add); }}>{t('whatIf.add')}</Button>
    </Flex>
  );
}

function StaffChoice({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const choices = usePeopleChoices();
  return <Select aria-label={t('whatIf.officer')} placeholder={t('whatIf.officer')} {...(value === '' ? {} : { value })} onChange={onChange} showSearch={BY_LABEL} options={[...choices]} popupMatchSelectWidth={false} style={{ minWidth: 220 }} />;
}
