import { addCalendarDays, type DossierStep, formatLocalDate, parseLocalDate, type TermEvent } from '#domain';
import { basesOfDay, type Day, DAY_KIND_LABELS, eventAmong, namedDay, nameOfDay } from './day-names.js';
import { formatIsoDateVi, formatShortVi } from './formats.js';

/** Stretches of days a slip names one by one; of more it says how many there are. */
const NAMED_STRETCHES = 3;

/**
 * The steps to an appointment as they fit on a slip, in two or three lines together: a start that was moved, days off other than weekly
 * rest, days worked though they are weekly rest or have hours of their own, a roll, times the clock stood still, and a
 * re-appointment. Plain weeks are left out: everybody knows them.
 */
export function explanationSummary(steps: readonly DossierStep[]): string[] {
  const zero = steps.flatMap((step) => (step.code === 'day-zero' ? [`${dayZeroVi(steps)} (${formatIsoDateVi(step.date)})`] : [])).slice(0, 1);
  return [
    ...steps.flatMap(startOf),
    ...listed('không tính', [...zero, ...stretchesOf(steps.flatMap(skippedOf))]),
    ...listed('có tính', stretchesOf(steps.flatMap(workedOf))),
    ...pausesOf(steps),
    ...steps.flatMap(endOf),
    ...(steps.some(({ code }) => code === 'day-counted') ? ['chỉ tính ngày làm việc'] : []),
  ];
}

function listed(verb: string, things: readonly string[]): string[] {
  return things.length === 0 ? [] : [`${verb} ${things.join(', ')}`];
}

function skippedOf(step: DossierStep): Day[] {
  return step.code === 'day-skipped' && step.day.kind !== 'weekly-rest' ? [step.day] : [];
}

function workedOf(step: DossierStep): Day[] {
  return step.code === 'day-counted' && step.day.kind !== 'weekly-hours' ? [step.day] : [];
}

/** Times the clock stood still before the appointment was counted; while it stands, since when. */
function pausesOf(steps: readonly DossierStep[]): string[] {
  return steps.flatMap((step, index) => {
    if (step.code !== 'paused') {
      return [];
    }
    const resumed = steps.slice(index).find((later) => later.code === 'resumed');
    return [resumed === undefined ? `tạm dừng tính từ ${formatShortVi(step.at)}` : `không tính thời gian tạm dừng từ ${formatShortVi(step.at)} đến ${formatShortVi(resumed.at)}`];
  });
}

function startOf(step: DossierStep): string[] {
  return step.code === 'start' && step.moved ? [`thời hạn bắt đầu từ ${formatShortVi(step.at)}`] : [];
}

/** What else than days decided the date. */
function endOf(step: DossierStep): string[] {
  switch (step.code) {
    case 'rolled':
      return [`ngày cuối ${formatIsoDateVi(step.from)} là ngày nghỉ, chuyển sang ${namedDay(step.to)}`];
    case 're-appointed':
      return ['hẹn lại một lần theo Phiếu xin lỗi'];
    case 'imported':
      return ['lấy theo ngày hẹn của hệ thống trước'];
    default:
      return [];
  }
}

const EVENT_DAYS: Record<TermEvent, string> = {
  receipt: 'ngày nhận hồ sơ',
  'completed-filing': 'ngày bổ sung đủ hồ sơ',
  'planned-competent-receipt': 'ngày cơ quan có thẩm quyền dự kiến nhận hồ sơ',
  'competent-receipt': 'ngày cơ quan có thẩm quyền nhận hồ sơ',
  supplement: 'ngày nhận đủ hồ sơ bổ sung',
  payment: 'ngày nhận chứng từ nộp tiền',
  'no-obligation': 'ngày xác nhận không phát sinh nghĩa vụ tài chính',
};

function dayZeroVi(steps: readonly DossierStep[]): string {
  const moved = steps.some((step) => step.code === 'start' && step.moved);
  return moved ? 'ngày bắt đầu' : EVENT_DAYS[eventAmong(steps)];
}

// Days that follow each other become one stretch: Tết with the weekends and substitute days beside it is one, not nine. A closure
// never hides under the name of a holiday, nor under another closure's decision.
function stretchesOf(days: readonly Day[]): string[] {
  const groups: Day[][] = [];
  // A day passed by the count and again by what a pause left of it is one day.
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const day of [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const open = groups.at(-1);
    const before = open?.at(-1);
    if (open !== undefined && before?.date === dayBefore(day.date) && closedBy(before) === closedBy(day)) {
      open.push(day);
    } else {
      groups.push([day]);
    }
  }
  const more = groups.slice(NAMED_STRETCHES).flat().length;
  return [...groups.slice(0, NAMED_STRETCHES).map(stretch), ...(more === 0 ? [] : [`${more} ngày khác theo lịch làm việc`])];
}

/** What a closure is told by; empty of every other day. */
function closedBy(day: Day): string {
  return day.kind === 'closure' ? [day.name ?? DAY_KIND_LABELS.closure, ...basesOfDay(day)].join('; ') : '';
}

function dayBefore(date: string): string {
  return formatLocalDate(addCalendarDays(parseLocalDate(date), -1));
}

function stretch(group: readonly Day[]): string {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) {
    return '';
  }
  const [from, to] = [formatIsoDateVi(first.date), formatIsoDateVi(last.date)];
  const when = group.length === 1 ? namedDay(first.date) : `${from.slice(-4) === to.slice(-4) ? from.slice(0, 5) : from}–${to}`;
  // Weekends and substitute days within a holiday are named after it.
  const holidays = new Set(group.flatMap(({ kind, name }) => (kind === 'holiday' && name !== undefined && !/^nghỉ /iu.test(name) ? [name] : [])));
  return `${when} (${holidays.size > 0 ? [...holidays].join(', ') : closedBy(first) || nameOfDay(first)})`;
}
