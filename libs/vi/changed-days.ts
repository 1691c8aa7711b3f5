import type { ChangedDay } from '#domain';
import { DAY_KIND_LABELS, namedDay, reasonOfDay, type Day } from './day-names.js';
import { formatIsoDateVi, formatMinuteVi } from './formats.js';

/**
 * What a calendar has otherwise than before, a line for each stretch of days that changed in the same way: what holds now, with
 * its notice or decision, and what held before. Hours of the week that changed are one line whatever days they are of.
 */
export function changedDayLines(days: readonly ChangedDay[]): string[] {
  const weekly = days.filter(isWeekly);
  const lines = stretchesOf(days.filter((day) => !isWeekly(day))).map(lineOf);
  return weekly.length === 0 ? lines : [...lines, `Giờ làm việc hằng tuần của cơ quan thay đổi từ ${namedDay(weekly[0]?.date ?? '')}`];
}

function isWeekly({ before, after }: ChangedDay): boolean {
  return isPlain(before) && isPlain(after);
}

function isPlain({ kind }: Day): boolean {
  return kind === 'weekly-hours' || kind === 'weekly-rest';
}

/** Changed days that follow each other in the list and changed in the same way: Tết is one line, not seven. */
function stretchesOf(days: readonly ChangedDay[]): readonly (readonly [ChangedDay, ...ChangedDay[]])[] {
  const stretches: [ChangedDay, ...ChangedDay[]][] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open !== undefined && wordsOf(open[0]) === wordsOf(day)) {
      open.push(day);
    } else {
      stretches.push([day]);
    }
  }
  return stretches;
}

function lineOf(stretch: readonly [ChangedDay, ...ChangedDay[]]): string {
  const [first] = stretch;
  const last = stretch.at(-1) ?? first;
  const when = stretch.length === 1 ? namedDay(first.date) : `${String(stretch.length)} ngày từ ${formatIsoDateVi(first.date)} đến ${formatIsoDateVi(last.date)}`;
  return `${when}: ${wordsOf(first)}`;
}

function wordsOf({ before, after }: ChangedDay): string {
  return `${isPlain(after) ? plainWords(after) : reasonOfDay(after)}; trước đây là ${isPlain(before) ? plainWords(before) : reasonOfDay(before)}`;
}

function plainWords({ kind, hours }: Day): string {
  return hours.length === 0 ? DAY_KIND_LABELS[kind] : `${DAY_KIND_LABELS[kind]} (${hours.map(([from, to]) => `${formatMinuteVi(from)}–${formatMinuteVi(to)}`).join(', ')})`;
}
