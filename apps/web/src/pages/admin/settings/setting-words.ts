import { useTranslation } from 'react-i18next';
import type { TimeLimit } from '#domain';
import { formatMinuteVi, formatTimeLimitVi } from '#vi';
import { EVERY_AGENCY, useAgencies } from '../../../api/agencies.js';
import { formatDay } from '../../../format/moments.js';
import { formatPercent, HUNDREDTHS_PER_PERCENT } from '../../../format/numbers.js';
import { MONTH_END, SETTING_GROUPS, type SettingField, type SettingFields } from './setting-fields.js';

/** How settings are named. */
interface SettingWords {
  /** A part of a setting by its name. */
  readonly labelOf: (name: string, field: SettingField) => string;
  /** A setting by its name. */
  readonly nameOf: (name: string) => string;
  readonly choiceOf: (value: string) => string;
}

const FIELDS: SettingFields = Object.assign({}, ...Object.values(SETTING_GROUPS)) as SettingFields;

/** Words for settings. */
export function useSettingWords(): SettingWords {
  const { t } = useTranslation('admin');
  return {
    labelOf: (name, { label }) => t(`settings.words.${label ?? name}` as 'settings.words.level'),
    nameOf: (name) => t(`settings.keys.${name}` as 'settings.keys.lateTarget'),
    choiceOf: (value) => t(`settings.choices.${value}` as 'settings.choices.parent'),
  };
}

/** Tells a value of a setting, by the setting's name, in one line. */
export function useSettingValues(): (name: string, value: unknown) => string {
  const { t } = useTranslation('admin');
  const { labelOf, choiceOf } = useSettingWords();
  const agencies = useAgencies();
  const agencyOf = (code: string): string => (code === EVERY_AGENCY ? t('settings.everyAgency') : agencies.nameOf(code));
  const told = (field: SettingField | undefined, value: unknown): string => {
    if (value === undefined || field === undefined) return '–';
    switch (field.is) {
      case 'limit':
        return formatTimeLimitVi(value as TimeLimit);
      case 'flag':
        return t(value === true ? 'yes' : 'no');
      case 'hour':
        return formatMinuteVi(Number(value));
      case 'percent':
        return formatPercent(Number(value) / HUNDREDTHS_PER_PERCENT);
      case 'day':
        return formatDay(worded(value));
      case 'agency':
        return agencyOf(worded(value));
      case 'agencies':
        return (value as readonly string[]).map(agencyOf).join(', ');
      case 'choice':
        return choiceOf(worded(value));
      case 'many':
        return (value as readonly string[]).map(choiceOf).join(', ');
      case 'cut-off':
        return value === MONTH_END ? t('settings.monthEnd') : t('settings.dayOfMonth', { day: worded(value) });
      case 'basis':
        return worded((value as { readonly document?: unknown }).document);
      case 'part':
        return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, inner]) => (field.fields[name] === undefined ? [] : [`${labelOf(name, field.fields[name])}: ${told(field.fields[name], inner)}`])).join('; ');
      case 'list':
        return (value as readonly unknown[]).map((item) => told(field.of, item)).join(' | ');
      default:
        return Array.isArray(value) ? value.map(worded).join(', ') : worded(value);
    }
  };
  return (name, value) => told(FIELDS[name], value);
}

function worded(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
