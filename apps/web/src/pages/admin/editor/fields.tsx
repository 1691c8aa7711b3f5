import type { JSX, ReactNode } from 'react';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { BY_LABEL } from '../../../ui/by-label.js';
import { DayField } from '../../../ui/day-field.js';
import { useEditor } from './editor-context.js';
import { at, pathOf, type Place } from './written.js';

/** What is wrong at a place, in words with how to put it right: errors refuse the publication, warnings may stay. */
export function Problems({ place }: { readonly place: Place }): JSX.Element | null {
  const { errorsAt, warningsAt } = useEditor();
  const [errors, warnings] = [errorsAt(place), warningsAt(place)];
  if (errors.length + warnings.length === 0) return null;
  return (
    <span id={`${pathOf(place)}-problems`} data-problems={pathOf(place)}>
      {errors.map(({ code, sentence, fix }) => <span key={code} className="field-problem">✕ {sentence} {fix}</span>)}
      {warnings.map(({ code, sentence, fix }) => <span key={code} className="field-warning">⚠ {sentence} {fix}</span>)}
    </span>
  );
}

/** A field with its label, and what is wrong with it below. */
export function Labelled({ place, label, children }: { readonly place: Place; readonly label: string; readonly children: ReactNode }): JSX.Element {
  return <div><label htmlFor={pathOf(place)}>{label}</label>{children}<Problems place={place} /></div>;
}

/** What a field shows of its place: its value, how it is set, and how what is wrong there is told. */
export function useField(place: Place): { readonly id: string; readonly value: unknown; readonly set: (next: unknown) => void; readonly status: { readonly status?: 'error' }; readonly described: { readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true } } {
  const { written, change, errorsAt } = useEditor();
  const id = pathOf(place);
  const wrong = errorsAt(place).length > 0;
  return { id, value: at(written, place), set: (next) => { change(place, next); }, status: wrong ? { status: 'error' } : {}, described: wrong ? { 'aria-describedby': `${id}-problems`, 'aria-invalid': true } : {} };
}

/** One line of text; `optional` is taken away when it is emptied. */
export function TextField({ place, label, optional = false, placeholder }: { readonly place: Place; readonly label: string; readonly optional?: boolean; readonly placeholder?: string }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <Input id={id} value={typeof value === 'string' ? value : ''} {...(placeholder === undefined ? {} : { placeholder })} {...status} {...described} onChange={({ target }) => { set(optional && target.value === '' ? undefined : target.value); }} />
    </Labelled>
  );
}

/** A day; an optional one that is emptied is left out. */
export function DateField({ place, label, optional = false }: { readonly place: Place; readonly label: string; readonly optional?: boolean }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <DayField id={id} value={typeof value === 'string' ? value : ''} {...status} {...described} onChange={(day) => { set(optional && day === '' ? undefined : day); }} />
    </Labelled>
  );
}

/** A number. */
export function NumberField({ place, label, optional = false, min = 0, step = 1 }: { readonly place: Place; readonly label: string; readonly optional?: boolean; readonly min?: number; readonly step?: number }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <InputNumber id={id} value={typeof value === 'number' ? value : null} min={min} step={step} {...status} {...described} style={{ width: '100%' }} onChange={(next) => { set(next === null ? (optional ? undefined : 0) : next); }} />
    </Labelled>
  );
}

/** One of some words; `none` is the word for choosing none of them. */
export function ChoiceField({ place, label, options, none }: { readonly place: Place; readonly label: string; readonly options: readonly { readonly value: string; readonly label: string }[]; readonly none?: string }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  const all = none === undefined ? options : [{ value: '', label: none }, ...options];
  return (
    <Labelled place={place} label={label}>
      <Select id={id} value={typeof value === 'string' ? value : ''} options={[...all]} {...status} {...described} style={{ width: '100%' }} showSearch={BY_LABEL} onChange={(next: string) => { set(next === '' ? undefined : next); }} />
    </Labelled>
  );
}

/** Several words. */
export function ManyField({ place, label, options }: { readonly place: Place; readonly label: string; readonly options: readonly { readonly value: string; readonly label: string }[] }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <Select id={id} mode="multiple" value={Array.isArray(value) ? (value as string[]) : []} options={[...options]} {...status} {...described} style={{ width: '100%' }} showSearch={BY_LABEL} onChange={(next: string[]) => { set(next); }} />
      {Array.isArray(value) ? value.map((item, index) => <Problems key={String(item)} place={[...place, index]} />) : null}
    </Labelled>
  );
}

/** Yes or no; `optional` is taken away when it is no. */
export function FlagField({ place, label, optional = false }: { readonly place: Place; readonly label: string; readonly optional?: boolean }): JSX.Element {
  const { id, value, set } = useField(place);
  return <div><Checkbox id={id} checked={value === true} onChange={({ target }) => { set(optional && !target.checked ? undefined : target.checked); }}>{label}</Checkbox><Problems place={place} /></div>;
}

/** A text of several lines. */
export function AreaField({ place, label }: { readonly place: Place; readonly label: string }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 14 }} value={typeof value === 'string' ? value : ''} {...status} {...described} onChange={({ target }) => { set(target.value); }} />
    </Labelled>
  );
}

/** Lines of text, one a line. */
export function LinesField({ place, label }: { readonly place: Place; readonly label: string }): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  const lines = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <Labelled place={place} label={label}>
      <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 10 }} value={lines.join('\n')} {...status} {...described} onChange={({ target }) => { set(target.value === '' ? [] : target.value.split('\n')); }} />
    </Labelled>
  );
}

const UNITS = ['working-days', 'working-hours', 'calendar-days', 'months', 'years', 'same-day'] as const;

/** A time limit: how much of which unit; problems of the limit itself stand below both. */
export function LimitField({ place, label, optional = false }: { readonly place: Place; readonly label: string; readonly optional?: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change } = useEditor();
  const limit = at(written, place) as { readonly unit?: string; readonly amount?: number } | undefined;
  const id = pathOf(place);
  const units = UNITS.map((value) => ({ value, label: t(`units.${value}`) }));
  const setUnit = (unit: string): void => { change(place, unit === '' ? undefined : unit === 'same-day' ? { unit } : { unit, amount: limit?.amount ?? 1 }); };
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div style={{ display: 'flex', gap: 4 }}>
        {limit === undefined || limit.unit === 'same-day' ? null : <InputNumber id={id} min={0} decimalSeparator="," value={limit.amount ?? null} onChange={(amount) => { change([...place, 'amount'], amount ?? 0); }} style={{ width: 90 }} />}
        <Select aria-label={`${label}: ${t('editor.unit')}`} {...(limit === undefined || limit.unit === 'same-day' ? { id } : {})} value={limit?.unit ?? ''} options={optional ? [{ value: '', label: t('editor.none') }, ...units] : units} onChange={setUnit} style={{ flex: 1, minWidth: 140 }} />
      </div>
      <Problems place={place} /><Problems place={[...place, 'amount']} /><Problems place={[...place, 'unit']} />
    </div>
  );
}
