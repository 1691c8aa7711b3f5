import { useState, type JSX, type ReactNode } from 'react';
import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMinuteVi } from '#vi';
import { agencyOptions, EVERY_AGENCY, useAgencies } from '../../../api/agencies.js';
import { HUNDREDTHS_PER_PERCENT } from '../../../format/numbers.js';
import { HourField } from '../../../ui/day-field.js';
import { ChoiceField, DateField, FlagField, Labelled, LimitField, ManyField, NumberField, Problems, TextField, useField } from '../editor/fields.js';
import { BasisOf } from '../editor/law-fields.js';
import { ListOf } from '../editor/list-of.js';
import type { Place } from '../editor/written.js';
import { MONTH_END, type SettingField as Field, type SettingFields } from './setting-fields.js';
import { useSettingWords } from './setting-words.js';

interface Props {
  readonly place: Place;
  readonly label: string;
  readonly field: Field;
}

/** A setting in the fields of what it is. */
export function SettingField({ place, label, field }: Props): JSX.Element {
  const { t } = useTranslation('admin');
  const { labelOf, choiceOf } = useSettingWords();
  const optional = field.optional === true;
  switch (field.is) {
    case 'limit':
      return <LimitField place={place} label={label} optional={optional} />;
    case 'count':
      return <NumberField place={place} label={label} optional={optional} />;
    case 'flag':
      return <FlagField place={place} label={label} />;
    case 'hour':
      return <Hour place={place} label={label} />;
    case 'percent':
      return <Percent place={place} label={label} />;
    case 'text':
      return <TextField place={place} label={label} optional={optional} />;
    case 'texts':
    case 'numbers':
      return <Tags place={place} label={label} isNumbers={field.is === 'numbers'} />;
    case 'day':
      return <DateField place={place} label={label} optional={optional} />;
    case 'agency':
    case 'agencies':
      return <Agencies place={place} label={label} optional={optional} isMany={field.is === 'agencies'} />;
    case 'cut-off':
      return <CutOff place={place} label={label} />;
    case 'basis':
      return <Framed place={place} label={label}><BasisOf place={place} /></Framed>;
    case 'choice':
      return <ChoiceField place={place} label={label} options={field.of.map((value) => ({ value, label: choiceOf(value) }))} {...(optional ? { none: t('settings.asUsual') } : {})} />;
    case 'many':
      return <ManyField place={place} label={label} options={field.of.map((value) => ({ value, label: choiceOf(value) }))} />;
    case 'part':
      return <Framed place={place} label={label}><Parts place={place} fields={field.fields} /></Framed>;
    case 'list': {
      const one = labelOf('', field.of);
      return (
        <fieldset className="nested bare">
          <legend>{label}</legend>
          <ListOf place={place} title={(index) => `${one} ${String(index + 1)}`} add={t('settings.add', { what: one })} drop={(index) => t('settings.drop', { what: `${one} ${String(index + 1)}` })} blank={() => field.blank} isItemOneField={field.of.is !== 'part'}>
            {(item, index) => (field.of.is === 'part' ? <Parts place={item} fields={field.of.fields} /> : <SettingField place={item} label={`${one} ${String(index + 1)}`} field={field.of} />)}
          </ListOf>
        </fieldset>
      );
    }
  }
}

/** Several fields that are one setting, under its name. */
function Framed({ place, label, children }: Omit<Props, 'field'> & { readonly children: ReactNode }): JSX.Element {
  return (
    <fieldset className="nested bare">
      <legend>{label}</legend>
      <Problems place={place} />
      {children}
    </fieldset>
  );
}

/** What a setting is made of, side by side. */
function Parts({ place, fields }: { readonly place: Place; readonly fields: SettingFields }): JSX.Element {
  const { labelOf } = useSettingWords();
  return <div className="field-grid">{Object.entries(fields).map(([name, inner]) => <SettingField key={name} place={[...place, name]} label={labelOf(name, inner)} field={inner} />)}</div>;
}

const MINUTES_PER_HOUR = 60;
const LAST_COMMON_DAY = 28;

/** One agency, or several or every one. */
function Agencies({ place, label, optional, isMany }: Omit<Props, 'field'> & { readonly optional: boolean; readonly isMany: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const { agencies } = useAgencies();
  const options = agencyOptions(agencies);
  if (isMany) return <ManyField place={place} label={label} options={[{ value: EVERY_AGENCY, label: t('settings.everyAgency') }, ...options]} />;
  return <ChoiceField place={place} label={label} options={options} {...(optional ? { none: t('settings.usualAgency') } : {})} />;
}

/** Kept as minutes since midnight, written as a time of day. */
function Hour({ place, label }: Omit<Props, 'field'>): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  const hour = formatMinuteVi(typeof value === 'number' ? value : 0);
  const take = (text: string): void => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    if (text !== '') set(hours * MINUTES_PER_HOUR + minutes);
  };
  return <Labelled place={place} label={label}><HourField id={id} required value={hour} {...status} {...described} style={{ width: '100%' }} onChange={take} /></Labelled>;
}

/** Kept as hundredths of a percent (200 is 2 %), written as a percentage. */
function Percent({ place, label }: Omit<Props, 'field'>): JSX.Element {
  const { id, value, set, status, described } = useField(place);
  return (
    <Labelled place={place} label={label}>
      <InputNumber id={id} value={typeof value === 'number' ? value / HUNDREDTHS_PER_PERCENT : null} min={0} max={100} step={0.1} precision={2} decimalSeparator="," suffix="%" {...status} {...described} style={{ width: '100%' }} onChange={(next) => { if (next !== null) set(Math.round(next * HUNDREDTHS_PER_PERCENT)); }} />
    </Labelled>
  );
}

const WHOLE_NUMBER = /^\d+$/;

/** Several words or whole numbers, typed one after the other; numbers stand in their order, and what is none is said. */
function Tags({ place, label, isNumbers }: Omit<Props, 'field'> & { readonly isNumbers: boolean }): JSX.Element {
  const { t } = useTranslation('admin');
  const { id, value, set, status, described } = useField(place);
  const [untaken, setUntaken] = useState<readonly string[]>([]);
  const tags = Array.isArray(value) ? value.map(String) : [];
  const take = (next: readonly string[]): void => {
    setUntaken(isNumbers ? next.filter((text) => !WHOLE_NUMBER.test(text)) : []);
    set(isNumbers ? next.filter((text) => WHOLE_NUMBER.test(text)).map(Number).sort((a, b) => a - b) : next);
  };
  return (
    <Labelled place={place} label={label}>
      <Select<string[]> id={id} mode="tags" open={false} suffix={null} tokenSeparators={[';', ' ']} value={tags} {...status} {...described} style={{ width: '100%' }} onChange={take} />
      {untaken.length === 0 ? null : <span className="field-problem" role="alert">✕ {t('settings.notWhole', { what: untaken.join('; ') })}</span>}
      {tags.map((tag, index) => <Problems key={`${tag} ${String(index)}`} place={[...place, index]} />)}
    </Labelled>
  );
}

/** The last day that counts for a period: a day every month has, or the end of the month. */
function CutOff({ place, label }: Omit<Props, 'field'>): JSX.Element {
  const { t } = useTranslation('admin');
  const { id, value, set, status, described } = useField(place);
  const days = Array.from({ length: LAST_COMMON_DAY }, (_, index) => String(index + 1));
  return (
    <Labelled place={place} label={label}>
      <Select<string> id={id} value={String(value)} {...status} {...described} style={{ width: '100%' }} options={[{ value: MONTH_END, label: t('settings.monthEnd') }, ...days.map((day) => ({ value: day, label: t('settings.dayOfMonth', { day }) }))]} onChange={(chosen) => { set(chosen === MONTH_END ? chosen : Number(chosen)); }} />
    </Labelled>
  );
}
