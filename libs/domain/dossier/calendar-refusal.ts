import { CalendarRangeError, MissingCalendarError } from '../calendar/errors.js';
import type { Refusal } from './refusal.js';

/**
 * The refusal a person can act on when a date cannot be counted because a calendar does not reach it or does not exist:
 * which years there are and which is missing, or whose calendar. `undefined` for any other error.
 */
export function refusalOfCalendar(error: unknown): Required<Pick<Refusal, 'code' | 'data'>> | undefined {
  if (error instanceof CalendarRangeError) {
    return { code: 'beyond-calendar', data: { firstYear: error.firstYear, year: error.lastYear, needed: error.year } };
  }
  return error instanceof MissingCalendarError ? { code: 'agency-without-calendar', data: { agency: error.agency } } : undefined;
}
