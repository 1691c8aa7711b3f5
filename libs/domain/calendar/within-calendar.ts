import { CalendarRangeError } from './errors.js';

/** What is counted, or `undefined` where it lies beyond the declared years: for what may stay open until they are declared. */
export function withinCalendar<T>(count: () => T): T | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarRangeError) {
      return undefined;
    }
    throw error;
  }
}
