import { instant, type Instant, instantAt, localDateOf } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import { isServedAt } from './day-bounds.js';
import type { WorkingCalendar } from './working-calendar.js';

const NOON_MINUTE = 720;

/** A half of a working day ("buổi") with open hours. */
export interface HalfDay {
  readonly date: LocalDate;
  readonly half: 'morning' | 'afternoon';
  readonly opensAt: Instant;
  /** The last closing of the half. */
  readonly closesAt: Instant;
}

/** The halves of a date in which an agency is open: none on a day off, one where it opens for a morning only. Hours over noon are parted there. */
export function halfDaysOn(calendar: WorkingCalendar, date: LocalDate): readonly HalfDay[] {
  const hours = calendar.hoursOn(date);
  const halfOf = (half: HalfDay['half'], first: number, last: number): readonly HalfDay[] => {
    const within = hours.map(([from, to]) => [Math.max(from, first), Math.min(to, last)] as const).filter(([from, to]) => from < to);
    const [opening, closing] = [within[0], within.at(-1)];
    return opening === undefined || closing === undefined ? [] : [{ date, half, opensAt: instantAt(date, opening[0]), closesAt: instantAt(date, closing[1]) }];
  };
  return [...halfOf('morning', 0, NOON_MINUTE), ...halfOf('afternoon', NOON_MINUTE, Infinity)];
}

/** The half day in whose open hours a moment lies; `undefined` while the agency is closed. */
export function openHalfDayAt(calendar: WorkingCalendar, at: Instant): HalfDay | undefined {
  return calendar.isOpen(at) ? halfDaysOn(calendar, localDateOf(at)).find(({ opensAt, closesAt }) => opensAt <= at && at < closesAt) : undefined;
}

/** How many half days have opened after one moment and up to another, counted no further than `most`. */
export function halfDaysOpened(calendar: WorkingCalendar, after: Instant, upTo: Instant, most: number): number {
  let opened = 0;
  for (let date = localDateOf(after); date <= localDateOf(upTo) && opened < most; date = addCalendarDays(date, 1)) {
    opened += halfDaysOn(calendar, date).filter(({ opensAt }) => opensAt > after && opensAt <= upTo).length;
  }
  return Math.min(opened, most);
}

/** The moment itself while somebody is there to be told, else the next opening: nobody is told anything at night or on a day off. */
export function nextServedMoment(calendar: WorkingCalendar, at: Instant): Instant {
  return isServedAt(calendar, at) ? at : instant(calendar.boundary(at, 'next-opening'));
}
