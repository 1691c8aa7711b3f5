import type { HeapUse } from './timing.js';

/** Another library on the same work. */
export interface Row {
  readonly name: string;
  readonly knowsHolidays: boolean;
  readonly ns: number;
  /** The same due date counted in hours, where the library has hours. */
  readonly hoursNs?: number;
  /** How many due dates were compared with ours, and how many were not the same. */
  readonly compared: number;
  readonly differences: number;
}

/** The cost at one size of term or calendar. */
export interface Step {
  readonly of: number;
  readonly ns: number;
}

/** What the bench of the calendar measured, in nanoseconds a call. */
export interface CalendarBenchResult {
  /** The whole due date: start rule, count, end rule, warnings. */
  readonly deadline: number;
  /** The count of days alone. */
  readonly own: number;
  readonly ownHours: number;
  readonly rows: readonly Row[];
  readonly missing: readonly string[];
  readonly byTerm: readonly Step[];
  readonly byYears: readonly Step[];
  readonly deadlineByTerm: readonly Step[];
  readonly deadlineByYears: readonly Step[];
  readonly everyYear: number;
  readonly heap: HeapUse;
  readonly deadlineHeap: HeapUse;
}

/** How many times slower than the whole due date a library with holidays must be, at least. */
const FASTER_THAN_HOLIDAY_LIBRARIES = 1_000;
/** A number boxed on its way takes 16 bytes; less than one in a hundred calls is none. */
const NOTHING_BYTES = 0.16;
const NAME_WIDTH = 48;

/** Prints the result as a table, or as one line of JSON; false when a date differs or a goal is missed. */
export function printCalendarBench(result: CalendarBenchResult, json: boolean): boolean {
  const goals = result.rows.map((row) => reaches(row, result.deadline));
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return goals.every(Boolean);
  }
  const { own, ownHours, deadline, rows, missing, everyYear } = result;
  const besideBoth = (name: string, ns: number): string => `${line(name, ns, deadline)}${ratio(ns, own).padStart(18)}`;
  const lines = [
    `${'Due date of 30 working days, days off, 2 intervals'.padEnd(NAME_WIDTH + 2)}   ns a call   to computeDeadline   to addWorkingDays`,
    besideBoth('computeDeadline: start and end rule, warnings', deadline),
    besideBoth('addWorkingDays: the count alone', own),
    besideBoth('  on a calendar of every year (calendar eval)', everyYear),
    ...rows.map((row, i) => `${besideBoth(rowName(row), row.ns)}   ${verdict(row, goals[i] === true)}`),
    '',
    'The same in 240 working hours',
    line('addWorkingTime', ownHours, ownHours),
    ...rows.flatMap(({ name, hoursNs }) => (hoursNs === undefined ? [] : [line(name, hoursNs, ownHours)])),
    '',
    'Cost by working days in the term, ratio to one',
    `  computeDeadline   ${steps(result.deadlineByTerm)}`,
    `  addWorkingDays    ${steps(result.byTerm)}`,
    'Cost by years in the calendar, ratio to one',
    `  computeDeadline   ${steps(result.deadlineByYears)}`,
    `  addWorkingDays    ${steps(result.byYears)}`,
    'Heap',
    `  computeDeadline   ${heapText(result.deadlineHeap)}: question, count and result`,
    `  addWorkingDays    ${heapText(result.heap)}: ${allocates(result.heap) ? 'ALLOCATES' : 'nothing allocated'}`,
    ...missing.map((name) => `${name} is not installed (a dev dependency): not compared`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return goals.every(Boolean);
}

function reaches({ knowsHolidays, ns, differences }: Row, own: number): boolean {
  return differences === 0 && ns / own >= (knowsHolidays ? FASTER_THAN_HOLIDAY_LIBRARIES : 1);
}

function allocates({ bytesPerCall, collections }: HeapUse): boolean {
  return collections > 0 || bytesPerCall > NOTHING_BYTES;
}

function rowName({ name, knowsHolidays }: Row): string {
  return knowsHolidays ? name : `${name} (no days off, no hours)`;
}

function verdict({ knowsHolidays, compared, differences }: Row, reached: boolean): string {
  const same = differences === 0 ? `${compared} of ${compared} dates the same` : `${differences} of ${compared} dates DIFFER`;
  const goal = knowsHolidays ? `${FASTER_THAN_HOLIDAY_LIBRARIES} ×` : 'no slower';
  return `${same}; goal ${goal}: ${reached ? 'reached' : 'MISSED'}`;
}

function line(name: string, ns: number, own: number): string {
  return `  ${name.padEnd(NAME_WIDTH)}${ns.toFixed(ns < 1_000 ? 1 : 0).padStart(12)}${ratio(ns, own).padStart(21)}`;
}

function ratio(ns: number, own: number): string {
  return `${(ns / own).toFixed(ns / own < 100 ? 2 : 0)} ×`;
}

function heapText({ bytesPerCall, collections }: HeapUse): string {
  return collections > 0 && bytesPerCall < 0 ? 'collected meanwhile' : `${Math.max(0, bytesPerCall).toFixed(2)} bytes a call, ${collections} collections`;
}

function steps(measured: readonly Step[]): string {
  const first = measured[0]?.ns ?? 1;
  return measured.map(({ of, ns }) => `${of}: ${(ns / first).toFixed(2)}`).join('   ');
}
