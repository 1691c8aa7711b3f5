import { parseLocalDate, weekdayOf, type ClosureReason, type DossierStep, type Explanation, type TermEvent, type Weekday } from '#domain';
import { formatDueVi, formatIsoDateVi, formatMinuteVi, isoDateOf } from './formats.js';

/** One step of an explanation. */
export type Step = Explanation['steps'][number];
/** Why a day is worked or off. */
export type Day = Extract<Step, { readonly code: 'day-counted' }>['day'];
/** What of a day its name is made of; without hours it is closed. */
type NamedDay = Pick<Day, 'kind' | 'name' | 'reason'> & Partial<Pick<Day, 'hours'>>;

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

const SHORT_WEEKDAYS: Record<Weekday, string> = { mon: 'T2', tue: 'T3', wed: 'T4', thu: 'T5', fri: 'T6', sat: 'T7', sun: 'CN' };

/** What the term counted among these steps begins with. */
export function eventAmong(steps: readonly DossierStep[]): TermEvent {
  return steps.find((step) => step.code === 'received')?.event ?? 'receipt';
}

/** A day with its weekday: `thứ Bảy 22/08/2026`. Takes `YYYY-MM-DD`. */
export function namedDay(date: string): string {
  return `${WEEKDAY_LABELS[weekdayOf(parseLocalDate(date))]} ${formatIsoDateVi(date)}`;
}

/** Why an office was closed outside its calendar. */
export const CLOSURE_REASON_LABELS: Record<ClosureReason, string> = {
  storm: 'bão',
  flood: 'lũ, lụt',
  fire: 'cháy',
  'power-or-line-down': 'mất điện, mất đường truyền',
  epidemic: 'dịch bệnh',
  security: 'an ninh, trật tự',
  'other-by-decision': 'quyết định của cơ quan có thẩm quyền',
  'it-outage': 'sự cố công nghệ thông tin',
};

/** End of a term with its weekday: `09 giờ 00 phút, thứ Ba ngày 25 tháng 8 năm 2026`. */
export function namedDueVi(ms: number): string {
  return formatDueVi(ms).replace(', ngày', `, ${WEEKDAY_LABELS[weekdayOf(parseLocalDate(isoDateOf(ms, true)))]} ngày`);
}

/** A day with its weekday as tables write it: `T7 22/08/2026`. Takes `YYYY-MM-DD`. */
export function shortDay(date: string): string {
  return `${SHORT_WEEKDAYS[weekdayOf(parseLocalDate(date))]} ${formatIsoDateVi(date)}`;
}

/** Why a day is on or off, with the notice or decision that says so: `nghỉ lễ Quốc khánh 2/9 (TB 9441/TB-BNV)`. */
export function reasonOfDay(day: Day): string {
  const bases = basesOfDay(day);
  return bases.length === 0 ? nameOfDay(day) : `${nameOfDay(day)} (${bases.join('; ')})`;
}

/** The notice behind a day, and the decision where the notice does not name it. */
export function basesOfDay({ source, decision }: Day): readonly string[] {
  const named = source === undefined || decision === undefined || !source.includes(decision);
  return [...(source === undefined ? [] : [source]), ...(decision !== undefined && named ? [`văn bản số ${decision}`] : [])];
}

/** Why a day is on or off, without its notice: `nghỉ bù Tết Nguyên đán`. */
export function nameOfDay(day: NamedDay): string {
  const { kind, name } = day;
  if (kind === 'closure') {
    return nameOfClosure(day);
  }
  if (name === undefined) {
    return DAY_KIND_LABELS[kind];
  }
  // Many names say themselves that the day is off or worked ("Nghỉ bù …", "Làm bù …"): the kind before them would say it twice.
  // The name of a swap may say so of its other day only.
  const lower = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  return lower.startsWith(kind === 'make-up' ? 'làm ' : 'nghỉ ') ? lower : `${DAY_KIND_LABELS[kind]} ${name}`;
}

/** `cơ quan đóng cửa do bão: Bão số 5`; of a part of the day with the hours that remain open. */
function nameOfClosure({ name, reason, hours = [] }: NamedDay): string {
  const why = reason === undefined ? '' : ` do ${CLOSURE_REASON_LABELS[reason]}`;
  const part = hours.length === 0 ? why : ` một phần ngày${why}, còn làm việc ${hours.map(([from, to]) => `${formatMinuteVi(from)}–${formatMinuteVi(to)}`).join(', ')}`;
  return `${DAY_KIND_LABELS.closure}${part}${name === undefined ? '' : `${part === '' ? '' : ':'} ${name}`}`;
}
