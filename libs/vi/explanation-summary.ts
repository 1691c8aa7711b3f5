import type { Explanation } from '#domain';
import { DAY_KIND_LABELS, namedDay, type Day, type Step } from './day-names.js';
import { formatIsoDateVi, formatShortVi } from './formats.js';

/**
 * The explanation as it fits on a slip: a start that was moved, days off other than weekly rest, days worked though they are
 * weekly rest or have hours of their own, and a roll. Plain weeks are left out: everybody knows them.
 */
export function explanationSummary({ steps }: Explanation): string[] {
  return [...groupDays('không tính', steps.flatMap(skippedOf)), ...groupDays('có tính', steps.flatMap(workedOf)), ...steps.flatMap(otherOf)];
}

function skippedOf(step: Step): Day[] {
  return step.code === 'day-skipped' && step.day.kind !== 'weekly-rest' ? [step.day] : [];
}

function workedOf(step: Step): Day[] {
  return step.code === 'day-counted' && step.day.kind !== 'weekly-hours' ? [step.day] : [];
}

function otherOf(step: Step): string[] {
  switch (step.code) {
    case 'start':
      return step.moved ? [`thời hạn bắt đầu từ ${formatShortVi(step.at)}`] : [];
    case 'day-zero':
      return [`không tính ngày ${formatIsoDateVi(step.date)} là ngày bắt đầu`];
    case 'rolled':
      return [`ngày cuối ${namedDay(step.from)} là ngày nghỉ, chuyển sang ${namedDay(step.to)}`];
    case 'received':
    case 'limit':
    case 'clock-of-closing':
    case 'day-counted':
    case 'day-skipped':
    case 'hours-counted':
    case 'span-counted':
    case 'done-on-day':
    case 'end':
      return [];
  }
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
  return `${when} (${first.name ?? DAY_KIND_LABELS[first.kind]})`;
}
