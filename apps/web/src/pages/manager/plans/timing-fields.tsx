import type { JSX } from 'react';
import { Button, Flex, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../texts/use-labels.js';
import { DayField } from '../../../ui/day-field.js';
import type { Choice } from './plan-choice.js';

const KINDS = ['deadline', 'deadlines', 'recurring', 'continuous', 'awaiting'] as const;
const PERIODS = ['month', 'quarter', 'six-months', 'nine-months', 'year'] as const;
const MONTH_END = 31;

/** When a task is to be done: kind, and the days or periods it takes. */
export function TimingFields({ choice, change, about }: { readonly choice: Choice; readonly change: (part: Partial<Choice>) => void; /** Which task, for who hears the fields read out. */ readonly about: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const periodLabels = useLabels('reportPeriods');
  const { kind, lastDays, periods, dueDay } = choice;
  const setKind = (next: Choice['kind']): void => { change({ kind: next, lastDays: next === 'deadline' ? [lastDays[0] ?? ''] : next === 'deadlines' ? [lastDays[0] ?? '', ...lastDays.slice(1), ...(lastDays.length < 2 ? [''] : [])] : [] }); };
  const setDay = (index: number, day: string): void => { change({ lastDays: lastDays.map((each, at) => (at === index ? day : each)) }); };
  return (
    <Flex gap="small" wrap align="center">
      <Select aria-label={`${t('plan.timing')}: ${about}`} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`plan.kinds.${value}`) }))} popupMatchSelectWidth={false} style={{ minWidth: 190 }} />
      {lastDays.map((day, index) => <DayField key={index} aria-label={`${t('plan.lastDay', { number: index + 1 })}: ${about}`} value={day} onChange={(chosen) => { setDay(index, chosen); }} style={{ width: 160 }} />)}
      {kind === 'deadlines' ? (
        <>
          <Button size="small" onClick={() => { change({ lastDays: [...lastDays, ''] }); }}>{t('plan.addDay')}</Button>
          {lastDays.length > 2 ? <Button size="small" onClick={() => { change({ lastDays: lastDays.slice(0, -1) }); }}>{t('plan.dropDay')}</Button> : null}
        </>
      ) : null}
      {kind === 'recurring' ? (
        <>
          <Select mode="multiple" aria-label={`${t('plan.periods')}: ${about}`} placeholder={t('plan.periods')} value={[...periods]} onChange={(next: Choice['periods'][number][]) => { change({ periods: next }); }} options={PERIODS.map((value) => ({ value, label: periodLabels[value] }))} style={{ minWidth: 220 }} />
          <InputNumber<number> aria-label={`${t('plan.dueDay')}: ${about}`} placeholder={t('plan.dueDay')} min={1} max={MONTH_END} precision={0} value={dueDay ?? null} onChange={(next) => { change({ dueDay: next ?? undefined }); }} style={{ width: 180 }} />
        </>
      ) : null}
    </Flex>
  );
}
