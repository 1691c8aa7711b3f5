import type { Explanation, TermEvent } from '#domain';
import { basesOfDay, DAY_KIND_LABELS, eventOf, namedDay, type Day, type Step } from './day-names.js';
import { formatIsoDateVi, formatShortVi } from './formats.js';

/**
 * The explanation as it fits on a slip: a start that was moved, days off other than weekly rest, days worked though they are
 * weekly rest or have hours of their own, and a roll. Plain weeks are left out: everybody knows them.
 */
export function explanationSummary(explanation: Explanation): string[] {
  const { steps } = explanation;
  return [...groupDays('không tính', steps.flatMap(skippedOf)), ...groupDays('có tính', steps.flatMap(workedOf)), ...steps.flatMap((step) => otherOf(step, explanation))];
}

function skippedOf(step: Step): Day[] {
  return step.code === 'day-skipped' && step.day.kind !== 'weekly-rest' ? [step.day] : [];
}

function workedOf(step: Step): Day[] {
  return step.code === 'day-counted' && step.day.kind !== 'weekly-hours' ? [step.day] : [];
}

function otherOf(step: Step, explanation: Explanation): string[] {
  switch (step.code) {
    case 'start':
      return step.moved ? [`thời hạn bắt đầu từ ${formatShortVi(step.at)}`] : [];
    case 'day-zero':
      return [`không tính ${dayZeroVi(explanation)} (${formatIsoDateVi(step.date)})`];
    case 'rolled':
      return [`ngày cuối ${namedDay(step.from)} là ngày nghỉ, chuyển sang ${namedDay(step.to)}`];
    case 'day-counted':
      return step.number === 1 ? ['chỉ tính ngày làm việc'] : [];
    case 'received':
    case 'limit':
    case 'clock-of-closing':
    case 'day-skipped':
    case 'hours-counted':
    case 'span-counted':
    case 'done-on-day':
    case 'end':
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

function dayZeroVi(explanation: Explanation): string {
  const moved = explanation.steps.some((step) => step.code === 'start' && step.moved);
  return moved ? 'ngày bắt đầu' : EVENT_DAYS[eventOf(explanation)];
}

// Neighbouring days of one kind and name become one stretch: Tết is one line, not seven.
function groupDays(verb: string, days: readonly Day[]): string[] {
  const groups: Day[][] = [];
  for (const day of days) {
    const open = groups.at(-1);
    const first = open?.[0];
    if (open !== undefined && first !== undefined && first.kind === day.kind && first.name === day.name) {
      open.push(day);
    } else {
      groups.push([day]);
    }
  }
  return groups.map((group) => `${verb} ${stretch(group)}`);
}

function stretch(group: readonly Day[]): string {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) {
    return '';
  }
  const when = group.length === 1 ? namedDay(first.date) : `${group.length} ngày từ ${formatIsoDateVi(first.date)} đến ${formatIsoDateVi(last.date)}`;
  const name = first.name ?? DAY_KIND_LABELS[first.kind];
  return `${when} (${first.kind === 'closure' ? [name, ...basesOfDay(first)].join('; ') : name})`;
}
