import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import { dayReason, type DayReason, type EffectiveCalendar } from './effective.js';

/** A date whose open hours are other than they were, with what either calendar says of it. */
export interface ChangedDay {
  readonly date: string;
  readonly before: DayReason;
  readonly after: DayReason;
}

/** The dates from `from` to `to`, both included, on which two calendars are open at different hours: what can move a date between them. */
export function changedDays(before: EffectiveCalendar, after: EffectiveCalendar, from: LocalDate, to: LocalDate): readonly ChangedDay[] {
  const changed: ChangedDay[] = [];
  for (let date = from; date <= to; date = addCalendarDays(date, 1)) {
    const [old, now] = [dayReason(before, date), dayReason(after, date)];
    if (JSON.stringify(old.hours) !== JSON.stringify(now.hours)) {
      changed.push({ date: now.date, before: old, after: now });
    }
  }
  return changed;
}
