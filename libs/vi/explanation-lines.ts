import type { Explanation, TermEvent, TimeLimit } from '#domain';
import { LAW_LABELS } from './law-labels.js';
import { eventAmong, namedDay, nameOfDay, reasonOfDay, type Step } from './day-names.js';
import { formatDueVi, formatExtraVi, formatInstantVi, formatIsoDateVi, formatShortVi, formatTimeLimitVi } from './formats.js';
import { legalCitationVi } from './legal-citations.js';

type StepOf<C extends Step['code']> = Extract<Step, { readonly code: C }>;

/** What a term begins with. */
export const EVENTS: Record<TermEvent, string> = {
  receipt: 'Nhận hồ sơ',
  'completed-filing': 'Hồ sơ được bổ sung đầy đủ theo thông báo',
  'planned-competent-receipt': 'Dự kiến cơ quan có thẩm quyền nhận hồ sơ',
  'competent-receipt': 'Cơ quan có thẩm quyền nhận hồ sơ',
  supplement: 'Nhận đủ hồ sơ bổ sung',
  payment: 'Nhận chứng từ hoàn thành nghĩa vụ tài chính',
  'no-obligation': 'Xác nhận không phát sinh nghĩa vụ tài chính',
};

/** Why a receipt on a working day counts from the next one. */
const LATE_REASONS: Record<StepOf<'start'>['rule'], string> = {
  'on-receipt': 'tính từ thời điểm ghi trên giấy tiếp nhận',
  'same-day-15h': 'nhận sau 15 giờ 00 phút',
  'birth-group-15h': 'nhận sau 15 giờ 00 phút',
  'online-17h': 'nhận trực tuyến sau 17 giờ 00 phút',
  'last-hour': 'nhận từ giờ làm việc cuối cùng của ngày trở đi',
};

const END_REASONS: Record<StepOf<'end'>['rule'], string> = {
  'same-clock': 'cùng giờ với thời điểm bắt đầu tính',
  closing: 'hết giờ làm việc của ngày cuối',
  midnight: 'hết ngày cuối',
  hours: 'hết số giờ được tính',
};

const FIT_REMARKS: Record<StepOf<'end'>['fit'], string> = {
  kept: '',
  'moved-to-opening': ', dời đến giờ mở cửa vì giờ đó cơ quan chưa làm việc',
  'moved-to-closing': ', lấy giờ đóng cửa vì giờ đó cơ quan đã hết giờ làm việc',
};

/** The way from receipt to due date, one sentence a step, each with its article or notice; warnings last. */
export function explanationLines(explanation: Explanation): string[] {
  return [...explanation.steps.map((step) => lineOf(step, eventAmong(explanation.steps))), ...warningLines(explanation)];
}

/** One line for each year whose days off have no official notice yet. */
export function warningLines({ warnings }: Pick<Explanation, 'warnings'>): string[] {
  return warnings.map(({ year }) => `Lịch năm ${year} chưa được công bố chính thức; ngày hẹn trả có thể lùi lại.`);
}

/** A step of a count as one sentence. `event` is what the count begins with. */
export function lineOf(step: Step, event: TermEvent): string {
  switch (step.code) {
    case 'received':
      return `${EVENTS[step.event]} lúc ${formatInstantVi(step.at)}${step.law === undefined ? '' : `; thời hạn tính từ đây (${eventLawVi(step)})`}.`;
    case 'start':
      return startLine(step, event);
    case 'limit':
      return `${limitVi(step)}.`;
    case 'day-zero':
      return `Không tính ngày bắt đầu ${namedDay(step.date)} (${LAW_LABELS[step.law]}).`;
    case 'clock-of-closing':
      return `Thời điểm bắt đầu tính không trong giờ làm việc của cơ quan giải quyết nên lấy giờ đóng cửa gần nhất trước đó, ${formatDueVi(step.closing)} (${LAW_LABELS[step.law]}).`;
    case 'day-counted':
      return step.day.kind === 'weekly-hours'
        ? `Ngày làm việc thứ ${step.number}: ${namedDay(step.day.date)}.`
        : `Ngày làm việc thứ ${step.number}: ${namedDay(step.day.date)}, ${reasonOfDay(step.day)}.`;
    case 'day-skipped':
      return `Không tính ${namedDay(step.day.date)}: ${reasonOfDay(step.day)}.`;
    case 'hours-counted':
      return `Tính ${minutesVi(step.minutes)} phút làm việc ${namedDay(step.day.date)}, từ ${formatShortVi(step.from)} đến ${formatShortVi(step.to)} (${LAW_LABELS[step.law]}).`;
    case 'span-counted':
      return `Tính liên tục từ ngày ${formatIsoDateVi(step.firstDay)} đến ngày ${formatIsoDateVi(step.lastDay)} (${LAW_LABELS[step.law]}).`;
    case 'done-on-day':
      return step.sameDay
        ? `Giải quyết ngay trong ${namedDay(step.day.date)}.`
        : `Không còn giờ làm việc trong ngày nhận nên giải quyết trong ngày làm việc tiếp theo, ${namedDay(step.day.date)}.`;
    case 'rolled':
      return `Ngày cuối ${namedDay(step.from)} là ngày nghỉ nên kết thúc vào ngày làm việc tiếp theo, ${namedDay(step.to)} (${LAW_LABELS[step.law]}).`;
    case 'end':
      return `Kết thúc lúc ${formatDueVi(step.at)}: ${endReason(step)} (${LAW_LABELS[step.law]}).`;
  }
}

/** The article that lets a term begin with its event, the procedure's own before the general one; empty for a receipt. */
export function eventLawVi({ law, citation }: StepOf<'received'>): string {
  return citation !== undefined ? legalCitationVi(citation) : law === undefined ? '' : LAW_LABELS[law];
}

/** Why the start of a term was moved: the day off on which it was received, or the hour. */
export function startReason(step: StepOf<'start'>): string {
  return step.passed[0]?.working === false ? 'nhận vào ngày nghỉ' : LATE_REASONS[step.rule];
}

/** Why a term ends at its hour. */
export function endReason({ rule, fit }: StepOf<'end'>): string {
  return `${END_REASONS[rule]}${FIT_REMARKS[fit]}`;
}

function startLine(step: StepOf<'start'>, event: TermEvent): string {
  if (!step.moved) {
    // Whatever else than a receipt begins the term has named its own article already.
    return `Thời hạn bắt đầu lúc ${formatInstantVi(step.at)}${event === 'receipt' ? ` (${LAW_LABELS[step.law]})` : ''}.`;
  }
  const reason = startReason(step);
  const off = step.passed.filter(({ working }) => !working).map((day) => `${namedDay(day.date)} ${nameOfDay(day)}`);
  const passed = off.length === 0 ? '' : `; ${off.join(', ')}`;
  return `Thời hạn bắt đầu lúc ${formatInstantVi(step.at)} vì ${reason}${passed} (${LAW_LABELS[step.law]}).`;
}

/** The limit counted next, in words. */
export function limitVi({ limit, extra }: StepOf<'limit'>): string {
  if (extra === undefined) {
    return `Thời hạn giải quyết: ${formatTimeLimitVi(limit)}`;
  }
  return sameLimit(limit, extra)
    ? `Sau đó ${formatExtraVi(extra)}`
    : `Thời hạn giải quyết: ${formatTimeLimitVi(limit)}, trong đó ${formatExtraVi(extra)}`;
}

function sameLimit(a: TimeLimit, b: TimeLimit): boolean {
  return a.unit === b.unit && (a.unit === 'same-day' || b.unit === 'same-day' || a.amount === b.amount);
}

/** Minutes with at most two decimals, with the decimal comma. */
export function minutesVi(minutes: number): string {
  return String(Math.round(minutes * 100) / 100).replace('.', ',');
}
