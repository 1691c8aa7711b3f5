import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { dayReason } from '../calendar/effective.js';
import { roundHalfUp } from '../performance/rate-value.js';
import { instant, type Instant, localDateOf, startOfDay } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import type { AbsenceSpan } from './absence.js';

/** Runs of stages whose budget ends at one moment. */
export interface DueRun {
  readonly at: number;
  readonly runs: number;
}

/** What falls due in an agency; instants of dossiers and of applicants' time for papers. */
export interface CapacityWork {
  readonly runs: readonly DueRun[];
  readonly dossiers: readonly DueRun[];
  readonly supplements: readonly DueRun[];
}

/** An officer with the local days of employment (`YYYY-MM-DD` compared as numbers) and the times away. */
export interface PresentStaff {
  readonly activeFrom: LocalDate;
  readonly activeUntil?: LocalDate;
  readonly absences: readonly AbsenceSpan[];
}

/**
 * What there is to say of a day's people: `staffed`, somebody is there; `day-off`, the agency does not work; `nobody-there`, its
 * officers are all away; `no-staff`, no officer of it is entered in the directory for that day; `over`, its hours are over.
 */
export const CAPACITY_STANDINGS = ['staffed', 'day-off', 'nobody-there', 'no-staff', 'over'] as const;
export type CapacityStanding = (typeof CAPACITY_STANDINGS)[number];

/** One local day. Times are working milliseconds. */
export interface CapacityDay {
  readonly day: LocalDate;
  /** Why nobody works: blank where it is an ordinary day of rest. Absent on a working day. */
  readonly dayOff?: string;
  /** Nought officers mean one thing on a day off and another on a working day. */
  readonly standing: CapacityStanding;
  readonly dueDossiers: number;
  readonly dueRuns: number;
  readonly supplementLimits: number;
  /** What is left of the budgets of the runs due that day. */
  readonly neededMs: number;
  /** Officers who are there at some time of the day, and those who are not. */
  readonly present: number;
  readonly absent: number;
  readonly availableMs: number;
  /** Everything needed up to the end of the day over everything available until then, in whole percent; absent where nobody is there. */
  readonly loadPercent?: number;
}

/**
 * Work due against officers present, for days from that of `at` on. What is left of a run's budget is the working time until its
 * target, for a budget runs while the agency works; so the load compares time promised with time there is, and is summed up
 * day after day: work due on Thursday may be done on Tuesday. Budgets are no measure of effort: above 100 % an officer has more
 * than one run's whole time promised at once, which is usual; days, weeks and agencies are compared by it.
 * @throws CalendarRangeError beyond the calendar
 */
export function capacityOf(calendar: WorkingCalendar, at: Instant, days: number, work: CapacityWork, staff: readonly PresentStaff[]): readonly CapacityDay[] {
  const first = localDateOf(at);
  const totals = { needed: 0, available: 0 };
  return Array.from({ length: days }, (_, index) => {
    const day = addCalendarDays(first, index);
    const [from, until] = [instant(Math.max(at, startOfDay(day))), startOfDay(addCalendarDays(day, 1))];
    const due = (things: readonly DueRun[]): readonly DueRun[] => things.filter((thing) => thing.at >= from && thing.at < until);
    const runs = due(work.runs);
    const neededMs = runs.reduce((sum, run) => sum + run.runs * calendar.workingTimeBetween(at, instant(run.at)), 0);
    const employed = staff.filter(({ activeFrom, activeUntil }) => activeFrom <= day && (activeUntil === undefined || day <= activeUntil));
    const open = calendar.workingTimeBetween(from, until);
    const hours = attendance(calendar, open, from, until, employed);
    totals.needed += neededMs;
    totals.available += hours.availableMs;
    const reason = dayReason(calendar.effective, day);
    return {
      day,
      ...(reason.working ? {} : { dayOff: reason.name ?? '' }),
      standing: standingOf(reason.working, open, employed.length, hours.present),
      dueDossiers: countOf(due(work.dossiers)),
      dueRuns: countOf(runs),
      supplementLimits: countOf(due(work.supplements)),
      neededMs,
      ...hours,
      ...(totals.available === 0 ? {} : { loadPercent: roundHalfUp(100 * totals.needed, totals.available) }),
    };
  });
}

function standingOf(isWorking: boolean, openMs: number, employed: number, present: number): CapacityStanding {
  if (!isWorking) {
    return 'day-off';
  }
  if (openMs === 0) {
    return 'over';
  }
  return employed === 0 ? 'no-staff' : present === 0 ? 'nobody-there' : 'staffed';
}

function attendance(calendar: WorkingCalendar, open: number, from: Instant, until: Instant, employed: readonly PresentStaff[]): Pick<CapacityDay, 'present' | 'absent' | 'availableMs'> {
  const there = employed.map(({ absences }) => open - awayMs(calendar, from, until, absences));
  const present = open === 0 ? 0 : there.filter((ms) => ms > 0).length;
  return { present, absent: open === 0 ? 0 : employed.length - present, availableMs: there.reduce((sum, ms) => sum + ms, 0) };
}

/** Absences of one person never overlap. */
function awayMs(calendar: WorkingCalendar, from: Instant, until: Instant, absences: readonly AbsenceSpan[]): number {
  return absences.reduce((sum, absence) => {
    const [start, end] = [Math.max(from, absence.from), Math.min(until, absence.until)];
    return start < end ? sum + calendar.workingTimeBetween(instant(start), instant(end)) : sum;
  }, 0);
}

function countOf(things: readonly DueRun[]): number {
  return things.reduce((sum, { runs }) => sum + runs, 0);
}
