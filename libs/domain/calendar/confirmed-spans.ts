import { localDateFrom, type LocalDate } from '../time/local-date.js';
import type { EffectiveCalendar } from './effective.js';

/** Days from the first to the last, both included. */
export interface DaySpan {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
}

/** The years confirmed by their notices as days, ascending; those that follow one another are one span. */
export function confirmedSpans({ years }: EffectiveCalendar): readonly DaySpan[] {
  const spans: DaySpan[] = [];
  for (const { year } of years.filter(({ status }) => status === 'confirmed')) {
    const [firstDay, lastDay] = [localDateFrom(year, 1, 1), localDateFrom(year, 12, 31)];
    const before = spans.at(-1);
    if (before?.lastDay === firstDay - 1) {
      spans[spans.length - 1] = { firstDay: before.firstDay, lastDay };
    } else {
      spans.push({ firstDay, lastDay });
    }
  }
  return spans;
}
