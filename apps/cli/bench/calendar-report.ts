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
  readonly own: number;
  readonly ownHours: number;
  readonly deadline: number;
  readonly rows: readonly Row[];
  readonly missing: readonly string[];
  readonly byTerm: readonly Step[];
  readonly byYears: readonly Step[];
  readonly everyYear: number;
  readonly heap: HeapUse;
}

/** How many times slower a library with holidays must be, at least. */
const FASTER_THAN_HOLIDAY_LIBRARIES = 1_000;
/** A number boxed on its way takes 16 bytes; less than one in a hundred calls is none. */
const NOTHING_BYTES = 0.16;
const NAME_WIDTH = 48;

/** Prints the result as a table, or as one line of JSON; false when a date differs or a goal is missed. */
export function printCalendarBench(result: CalendarBenchResult, json: boolean): boolean {
  const goals = result.rows.map((row) => reaches(row, result.own));
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return goals.every(Boolean);
  }
  const { own, ownHours, deadline, rows, missing, byTerm, byYears, everyYear, heap } = result;
  const lines = [
    `${'Due date of 30 working days, days off, 2 intervals'.padEnd(NAME_WIDTH + 2)}   ns a call   ratio`,
    line('addWorkingDays', own, own),
    line('  on a calendar of every year (calendar eval)', everyYear, own),
    line('computeDeadline: start and end rule, warnings', deadline, own),
    ...rows.map((row, i) => `${line(rowName(row), row.ns, own)}   ${verdict(row, goals[i] === true)}`),
    '',
    'The same in 240 working hours',
    line('addWorkingTime', ownHours, ownHours),
    ...rows.flatMap(({ name, hoursNs }) => (hoursNs === undefined ? [] : [line(name, hoursNs, ownHours)])),
    '',
    `Working days in the term, ratio to one    ${steps(byTerm)}`,
    `Years in the calendar, ratio to one       ${steps(byYears)}`,
    `Heap over a million calls                 ${Math.max(0, heap.bytesPerCall).toFixed(2)} bytes a call, ${heap.collections} collections: ${allocates(heap) ? 'ALLOCATES' : 'nothing allocated'}`,
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
  return `  ${name.padEnd(NAME_WIDTH)}${ns.toFixed(ns < 1_000 ? 1 : 0).padStart(12)}${`${(ns / own).toFixed(ns / own < 100 ? 2 : 0)} ×`.padStart(12)}`;
}

function steps(measured: readonly Step[]): string {
  const first = measured[0]?.ns ?? 1;
  return measured.map(({ of, ns }) => `${of}: ${(ns / first).toFixed(2)}`).join('   ');
}
