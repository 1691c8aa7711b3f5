import { closingOf, nextWorkingDay } from '../calendar/day-bounds.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { type Instant, startOfDay } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';

/**
 * Where a day something is due on goes when nobody works on it: to the next working day (Civil Code 2015 Art. 148.5), to the
 * last one before it, or nowhere.
 */
export const DAY_OFF_RULES = ['next-working-day', 'previous-working-day', 'stands'] as const;
export type DayOffRule = (typeof DAY_OFF_RULES)[number];

/** Whether the last day of a task ends with its office hours or at 24:00 (Civil Code 2015 Art. 148.6). */
export const DAY_ENDS = ['closing', 'midnight'] as const;
export type DayEnd = (typeof DAY_ENDS)[number];

/**
 * The last moment of a day something is due on, after the rule for days off. A day off that stands ends at 24:00.
 * @throws CalendarRangeError beyond the declared years
 */
export function endOfDueDay(day: LocalDate, dayOff: DayOffRule, end: DayEnd, calendar: WorkingCalendar): Instant {
  const due = dueDay(day, dayOff, calendar);
  return end === 'closing' && calendar.isWorkingDay(due) ? closingOf(calendar, due) : startOfDay(addCalendarDays(due, 1));
}

function dueDay(day: LocalDate, dayOff: DayOffRule, calendar: WorkingCalendar): LocalDate {
  if (calendar.isWorkingDay(day)) {
    return day;
  }
  switch (dayOff) {
    case 'stands':
      return day;
    case 'next-working-day':
      return nextWorkingDay(calendar, day);
    case 'previous-working-day': {
      let before = addCalendarDays(day, -1);
      while (!calendar.isWorkingDay(before)) {
        before = addCalendarDays(before, -1);
      }
      return before;
    }
  }
}
