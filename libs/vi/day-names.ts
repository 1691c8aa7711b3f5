import { parseLocalDate, weekdayOf, type Explanation, type TermEvent, type Weekday } from '#domain';
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
  holiday: 'nghỉ lễ',
  compensation: 'nghỉ bù',
  'swap-off': 'nghỉ hoán đổi',
  'make-up': 'làm bù',
  closure: 'cơ quan đóng cửa',
  'special-hours': 'giờ làm việc riêng',
  'weekly-hours': 'ngày làm việc',
  'weekly-rest': 'nghỉ hằng tuần',
};

/** What the term of an explanation begins with. */
export function eventOf({ steps }: Explanation): TermEvent {
  return steps.find((step) => step.code === 'received')?.event ?? 'receipt';
}

/** A day with its weekday: `thứ Bảy 22/08/2026`. Takes `YYYY-MM-DD`. */
export function namedDay(date: string): string {
  return `${WEEKDAY_LABELS[weekdayOf(parseLocalDate(date))]} ${formatIsoDateVi(date)}`;
}

/** Why a day is on or off, with the notice that says so: `nghỉ lễ Quốc khánh 2/9 (TB 9441/TB-BNV)`. */
export function reasonOfDay(day: Day): string {
  return day.source === undefined ? nameOfDay(day) : `${nameOfDay(day)} (${day.source})`;
}

/** Why a day is on or off, without its notice: `nghỉ bù Tết Nguyên đán`. */
export function nameOfDay({ kind, name }: Pick<Day, 'kind' | 'name'>): string {
  if (name === undefined) {
    return DAY_KIND_LABELS[kind];
  }
  // Many names say themselves that the day is off or worked ("Nghỉ bù …", "Làm bù …"): the kind before them would say it twice.
  const lower = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  return /^(nghỉ|làm) /.test(lower) ? lower : `${DAY_KIND_LABELS[kind]} ${name}`;
}
