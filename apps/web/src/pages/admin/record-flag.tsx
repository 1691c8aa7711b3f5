import { useState, type JSX } from 'react';
import { Button, Flex, InputNumber, Radio, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatTimeLimitVi } from '#vi';
import { useEverybody } from '../../api/people.js';
import type { components } from '../../api/schema.js';
import { formatMoment } from '../../format/moments.js';

type Flag = components['schemas']['ProcedureRecord']['flags'][number];
type Value = NonNullable<Flag['recorded']>;
type Answer = components['schemas']['FlagAnswersRequest']['answers'][number];

const UNITS = ['working-days', 'working-hours', 'calendar-days', 'months', 'years'] as const;

/** Something of a record a person must look at: what was found, what was suggested, and what it is settled with. */
export function RecordFlag({ flag, closed, onAnswer }: { readonly flag: Flag; readonly closed: boolean; readonly onAnswer: (answer: Answer) => void }): JSX.Element {
  const { t } = useTranslation('admin');
  const { nameOf } = useEverybody();
  const textOf = (told: Value): string => valueText(told, (amount) => t('records.dong', { amount }));
  const choices = [...(flag.recorded === null ? [] : ['as-recorded' as const]), ...(flag.suggested === null ? [] : ['as-suggested' as const]), ...(flag.accepts.some((kind) => kind !== 'bases') ? ['corrected' as const] : [])];
  const [choice, setChoice] = useState<Answer['choice'] | undefined>(flag.answer?.choice);
  const [value, setValue] = useState<Value>(() => blankOf(flag));
  const kinds = flag.accepts.filter((kind) => kind !== 'bases');
  const send = (): void => { if (choice !== undefined) onAnswer({ flag: flag.id, choice, ...(choice === 'corrected' ? { value } : {}) }); };
  return (
    <li className="panel">
      <p><strong>{flag.sentence}</strong> {flag.answer === null ? <Tag>{t('records.open')}</Tag> : t('records.answered', { by: nameOf(flag.answer.by), moment: formatMoment(flag.answer.at), value: textOf(flag.answer.value) })}</p>
      <p><code>{flag.path}</code>{flag.found.length === 0 ? null : <>: {flag.found.join(' / ')}</>}</p>
      {closed ? null : (
        <Flex gap="small" wrap align="center">
          <Radio.Group value={choice} onChange={({ target }) => { setChoice(target.value as Answer['choice']); }} options={choices.map((each) => ({ value: each, label: `${t(`records.choices.${each}`)}${each === 'as-recorded' && flag.recorded !== null ? `: ${textOf(flag.recorded)}` : each === 'as-suggested' && flag.suggested !== null ? `: ${textOf(flag.suggested)}` : ''}` }))} />
          {choice === 'corrected' ? (
            <>
              <Select aria-label={t('records.kind')} value={value.kind} options={kinds.map((kind) => ({ value: kind, label: t(`records.kinds.${kind}`) }))} onChange={(kind) => { setValue(valueOf(kind)); }} style={{ minWidth: 160 }} />
              {value.kind === 'amount' ? <InputNumber aria-label={t('editor.feeAmount')} min={0} value={value.amount} onChange={(amount) => { setValue({ kind: 'amount', amount: amount ?? 0 }); }} /> : null}
              {value.kind === 'limit' && value.limit.unit !== 'same-day' ? (
                <>
                  <InputNumber aria-label={t('trial.amount')} min={0.5} decimalSeparator="," value={value.limit.amount} onChange={(amount) => { setValue({ kind: 'limit', limit: { unit: value.limit.unit === 'same-day' ? 'working-days' : value.limit.unit, amount: amount ?? 1 } }); }} />
                  <Select aria-label={t('trial.unit')} value={value.limit.unit} options={UNITS.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))} onChange={(unit) => { setValue({ kind: 'limit', limit: { unit, amount: value.limit.unit === 'same-day' ? 1 : value.limit.amount } }); }} style={{ minWidth: 160 }} />
                </>
              ) : null}
            </>
          ) : null}
          <Button disabled={choice === undefined} onClick={send}>{t('records.confirm')}</Button>
        </Flex>
      )}
    </li>
  );
}

function blankOf({ accepts }: Flag): Value {
  return valueOf(accepts.find((kind) => kind !== 'bases') ?? 'noted');
}

function valueOf(kind: Flag['accepts'][number]): Value {
  switch (kind) {
    case 'amount':
      return { kind, amount: 0 };
    case 'limit':
      return { kind, limit: { unit: 'working-days', amount: 1 } };
    case 'bases':
    case 'noted':
      return { kind: 'noted' };
    case 'text-only':
      return { kind };
  }
}

function valueText(value: Value, dong: (amount: number) => string): string {
  switch (value.kind) {
    case 'amount':
      return dong(value.amount);
    case 'limit':
      return formatTimeLimitVi(value.limit);
    case 'bases':
      return value.bases.map(({ document }) => document).join('; ');
    case 'noted':
    case 'text-only':
      return '✓';
  }
}
