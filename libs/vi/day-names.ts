import { parseLocalDate, weekdayOf, type Explanation, type Weekday } from '#domain';
import { formatIsoDateVi } from './formats.js';

/** One step of an explanation. */
export type Step = Explanation['steps'][number];
/** Why a day is worked or off. */
export type Day = Extract<Step, { readonly code: 'day-counted' }>['day'];

const WEEKDAY_LABELS: Record<Weekday, string> = {
  mon: 'thứ Hai',
  tue: 'thứ Ba',
  wed: 'thứ Tư',
  thu: 'thứ Năm',
  fri: 'thứ Sáu',
  sat: 'thứ Bảy',
  sun: 'Chủ nhật',
};

/** Why a day differs from its week, or how its week has it. */
export const DAY_KIND_LABELS: Record<Day['kind'], string> = {
  holiday: 'ngày lễ',
  compensation: 'nghỉ bù',
  'swap-off': 'nghỉ hoán đổi',
  'make-up': 'làm bù',
  closure: 'cơ quan đóng cửa',
  'special-hours': 'giờ làm việc riêng',
  'weekly-hours': 'ngày làm việc',
  'weekly-rest': 'nghỉ hằng tuần',
};

/** A day with its weekday: `thứ Bảy 22/08/2026`. Takes `YYYY-MM-DD`. */
export function namedDay(date: string): string {
  return `${WEEKDAY_LABELS[weekdayOf(parseLocalDate(date))]} ${formatIsoDateVi(date)}`;
}

/** Why a day is on or off, with the notice that says so: `làm bù: … (TB 9441/TB-BNV)`. */
export function reasonOfDay({ kind, name, source }: Day): string {
  const named = name === undefined ? DAY_KIND_LABELS[kind] : `${DAY_KIND_LABELS[kind]}: ${name}`;
  return source === undefined ? named : `${named} (${source})`;
}
