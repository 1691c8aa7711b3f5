import { dayEndingAt, type Instant } from '../time/instant.js';

/** Late by the minute of the slip: after the due moment; equal is not late. */
export function isLateByMinute(at: Instant, dueAt: Instant): boolean {
  return at > dueAt;
}

/**
 * Late by date, as the portal compares: on a day after that of the due moment; before it is early, the same day is on time. A
 * moment at 24:00 belongs to the day it ends. That makes it one with the law's own end of a term counted in days, 24:00 of the
 * last day (Civil Code 2015 Art. 148.6): what is late by date is late by 24:00, and nothing else is.
 */
export function isLateByDate(at: Instant, dueAt: Instant): boolean {
  return dayEndingAt(at) > dayEndingAt(dueAt);
}
