import { parseArgs } from 'node:util';
import { buildWorkingCalendar, computeDeadline, EVERY_YEAR, formatLocalTime, type Instant, MS_PER_HOUR, parseLocalTime, sameClockAfter, type WorkingCalendar } from '#domain';
import { UsageError } from '../usage.js';
import { type CalendarBenchResult, printCalendarBench, type Row, type Step } from './calendar-report.js';
import { daysOffOver, effectiveOver, nationalDaysOff, officeOver, receiptsOf2026 } from './office-calendars.js';
import { loadRivals, type Rival } from './rivals.js';
import { measureHeap, nanosecondsOfEach, nanosecondsPerCall } from './timing.js';

const DAYS = 30;
const OFFICE_HOURS = 8;
/** A power of two, so that a place is found without division. */
const RECEIPTS = 4_096;
const CALLS = 500_000;
const HEAP_CALLS = 1_000_000;
/** Few enough that their results fit into the heap without a collection. */
const FEW_HEAP_CALLS = 5_000;
const TERMS = [1, 10, 100, 1_000, 10_000];
const YEARS = [1, 10, 100];
/** Hours walked in steps by the other libraries cost them milliseconds. */
const HOUR_CALLS = 10;

/**
 * The due date of 30 working days with days off and two intervals a day, beside other libraries on the same work and, where they
 * know the calendar, with the same results; how its cost grows with the term and with the calendar; what it allocates.
 */
export async function benchCalendar(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  if (positionals.length > 0) {
    throw new UsageError('npm run bench -- calendar [--json]');
  }
  const daysOff = await nationalDaysOff();
  const office = officeOver(2019, 2027, daysOff);
  const receipts = receiptsOf2026(RECEIPTS, office);
  const starts = Float64Array.from(receipts, parseLocalTime);
  const springStarts = starts.map(intoSpring);
  const century = officeOver(1990, 2089, daysOffOver(1990, 2089));
  const { rivals, missing } = await loadRivals(daysOff);
  const result: CalendarBenchResult = {
    deadline: nanosecondsPerCall(CALLS, deadlineFrom(office, starts, DAYS)),
    own: nanosecondsPerCall(CALLS, addDaysFrom(office, starts, DAYS)),
    ownHours: nanosecondsPerCall(CALLS, (i) => office.addWorkingTime(startAt(starts, i), DAYS * OFFICE_HOURS * MS_PER_HOUR)),
    rows: rivals.map((rival) => measure(rival, receipts, rival.knowsHolidays ? office : officeOver(2019, 2027, []))),
    missing,
    byTerm: stepsOf(TERMS, (days) => addDaysFrom(century, starts, days)),
    byYears: stepsOf(YEARS, (years) => addDaysFrom(officeUntil2026(years), springStarts, DAYS)),
    deadlineByTerm: stepsOf(TERMS, (days) => deadlineFrom(century, starts, days)),
    deadlineByYears: stepsOf(YEARS, (years) => deadlineFrom(officeUntil2026(years), springStarts, DAYS)),
    everyYear: nanosecondsPerCall(CALLS, addDaysFrom(buildWorkingCalendar(effectiveOver(2019, 2027, daysOff), EVERY_YEAR), starts, DAYS)),
    heap: await measureHeap(HEAP_CALLS, daysAdded(office, starts)),
    deadlineHeap: await measureHeap(FEW_HEAP_CALLS, datesDue(office, starts)),
  };
  return printCalendarBench(result, values.json) ? 0 : 1;
}

function startAt(starts: Float64Array, i: number): Instant {
  return (starts[i & (RECEIPTS - 1)] ?? 0) as Instant;
}

function addDaysFrom(calendar: WorkingCalendar, starts: Float64Array, days: number): (i: number) => number {
  return (i) => calendar.addWorkingDays(startAt(starts, i), days, 'same-clock');
}

function deadlineFrom(calendar: WorkingCalendar, starts: Float64Array, days: number): (i: number) => number {
  const rule = { limit: { unit: 'working-days', amount: days }, start: 'on-receipt', end: 'same-clock' } as const;
  return (i) => computeDeadline({ receivedAt: startAt(starts, i), rule, intake: calendar, processing: calendar }).dueAt;
}

function officeUntil2026(years: number): WorkingCalendar {
  return officeOver(2027 - years, 2026, daysOffOver(2027 - years, 2026));
}

/** The same hours and weekdays within the first twenty weeks of 2026, so that the term ends in the same year. */
function intoSpring(start: number): number {
  const first = parseLocalTime('2026-01-05');
  return first + ((start - first) % (sameClockAfter(first, 140) - first));
}

function stepsOf(sizes: readonly number[], callOf: (size: number) => (i: number) => number): readonly Step[] {
  const ns = nanosecondsOfEach(CALLS, sizes.map(callOf));
  return sizes.map((of, place) => ({ of, ns: ns[place] ?? 0 }));
}

function measure(rival: Rival, receipts: readonly string[], calendar: WorkingCalendar): Row {
  const run = rival.prepare(receipts);
  const { addHours } = run;
  const due = deadlineFrom(calendar, Float64Array.from(receipts, parseLocalTime), DAYS);
  const compared = Math.min(receipts.length, rival.calls);
  const differences = receipts.slice(0, compared).filter((_, place) => {
    const ours = formatLocalTime(due(place) as Instant).slice(0, 16);
    return run.write(run.addDays(place, DAYS)) !== ours;
  });
  return {
    name: rival.name,
    knowsHolidays: rival.knowsHolidays,
    ns: nanosecondsPerCall(rival.calls, (i) => run.addDays(i & (RECEIPTS - 1), DAYS)),
    ...(addHours === undefined ? {} : { hoursNs: nanosecondsPerCall(HOUR_CALLS, (i) => addHours(i, DAYS * OFFICE_HOURS)) }),
    compared,
    differences: differences.length,
  };
}

/** Counts in one loop, so that no result is boxed on its way out of a function. */
function daysAdded(calendar: WorkingCalendar, starts: Float64Array): (calls: number) => number {
  return (calls) => {
    let sum = 0;
    for (let i = 0; i < calls; i += 1) {
      sum += calendar.addWorkingDays(startAt(starts, i), DAYS, 'same-clock');
    }
    return sum;
  };
}

function datesDue(calendar: WorkingCalendar, starts: Float64Array): (calls: number) => number {
  const dueFrom = deadlineFrom(calendar, starts, DAYS);
  return (calls) => {
    let sum = 0;
    for (let i = 0; i < calls; i += 1) {
      sum += dueFrom(i);
    }
    return sum;
  };
}
