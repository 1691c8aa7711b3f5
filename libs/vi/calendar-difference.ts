import type { LayerDifference, StatedDay, YearDifference } from '#domain';
import { nameOfDay, namedDay } from './day-names.js';
import { wrapped } from './wrapped.js';

const WIDTH = 100;
const YEAR_STATUS: Readonly<Record<'confirmed' | 'proposed', string>> = { confirmed: 'đã có thông báo', proposed: 'chưa có thông báo' };

/**
 * What changes in a calendar, day by day, for the person who publishes it. Lines of at most 100 columns; `+` a day that begins to
 * differ from its week, `-` one that no longer does, `*` one that differs otherwise, `=` one whose document or name alone changes.
 * `inferred` are dates whose kind nobody wrote down: they carry the mark "?" and are to be checked.
 */
export function calendarDifferenceLines({ days, years }: LayerDifference, inferred: ReadonlySet<string>): readonly string[] {
  return [
    ...years.flatMap((year) => wrapped(yearLine(year), WIDTH, '    ')),
    ...days.flatMap(({ date, before, after, changesHours }) => {
      const mark = before === undefined ? '+' : after === undefined ? '-' : changesHours ? '*' : '=';
      const doubt = inferred.has(date) ? ' (? loại ngày suy ra từ tên, cần kiểm tra)' : '';
      return wrapped(`${mark} ${namedDay(date)}: ${changed(before, after)}${doubt}`, WIDTH, '    ');
    }),
  ];
}

function yearLine({ year, before, after }: YearDifference): string {
  const status = (side: YearDifference['after']): string => (side === undefined ? 'không có trong lịch' : YEAR_STATUS[side.status]);
  return `Năm ${String(year)}: ${status(before)} → ${status(after)}${after === undefined ? '' : ` (${after.source})`}`;
}

function changed(before: StatedDay | undefined, after: StatedDay | undefined): string {
  if (after === undefined) {
    return `không còn ${before === undefined ? '' : saying(before)}`;
  }
  return before === undefined ? saying(after) : `${saying(before)} → ${saying(after)}`;
}

function saying(day: StatedDay): string {
  const swap = day.swapWith === undefined ? '' : `, hoán đổi với ${namedDay(day.swapWith)}`;
  return `${nameOfDay(day)}${swap} (${day.source})`;
}
