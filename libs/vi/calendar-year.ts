import { addCalendarDays, type DayReason, formatLocalDate, parseLocalDate, weekdayOf, type Weekday, type YearOverview } from '#domain';
import { nameOfDay, namedDay } from './day-names.js';
import { formatIsoDateVi } from './formats.js';
import { NumberedDocuments } from './numbered-documents.js';
import { wrapped } from './wrapped.js';

/** Weekdays as wall calendars shorten them. */
const SHORT_WEEKDAYS: Readonly<Record<Weekday, string>> = { mon: 'T2', tue: 'T3', wed: 'T4', thu: 'T5', fri: 'T6', sat: 'T7', sun: 'CN' };

/** Name of the hours a year is counted by where nobody has said otherwise. */
export const OFFICE_WEEK_NAME = 'cơ quan làm việc từ thứ Hai đến thứ Sáu';

const WIDTH = 100;
const DATE_WIDTH = 19;

/**
 * A year of a calendar for people, in lines of at most 100 columns: status, months with their working days, every day that
 * differs from its week with kind and name, and the documents, numbered, at the end. Days in a row that say the same are one line.
 */
export function calendarYearLines(title: string, { declared, workingDays, months }: YearOverview): readonly string[] {
  const documents = new NumberedDocuments();
  const body = months.flatMap(({ month, workingDays: worked, days }) => [
    '',
    `Tháng ${String(month)}: ${String(worked)} ngày làm việc`,
    ...runsOf(days).flatMap((run) => linesOf(run, run[0].source === undefined ? '' : ` ${documents.reference(run[0].source)}`)),
  ]);
  return [
    ...wrapped(`LỊCH LÀM VIỆC NĂM ${String(declared.year)} – ${title}`, WIDTH, ''),
    ...wrapped(declared.status === 'confirmed' ? `Đã có thông báo: ${declared.source}` : `CHƯA CÓ THÔNG BÁO: các ngày nghỉ dưới đây là đề xuất và có thể thay đổi. ${declared.source}`, WIDTH, '  '),
    `Cả năm: ${String(workingDays)} ngày làm việc`,
    ...body,
    '',
    ...documents.lines(WIDTH),
  ];
}

type Run = readonly [DayReason, ...DayReason[]];

/** Days in a row that say the same; the two halves of a swap stand alone. */
function runsOf(days: readonly DayReason[]): readonly Run[] {
  const runs: [DayReason, ...DayReason[]][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && saysTheSame(last, day) && day.date === formatLocalDate(addCalendarDays(parseLocalDate(last.date), 1))) {
      run.push(day);
    } else {
      runs.push([day]);
    }
  }
  return runs;
}

function saysTheSame(one: DayReason, other: DayReason): boolean {
  return one.kind === other.kind && one.name === other.name && one.source === other.source && one.swapWith === undefined && other.swapWith === undefined && hoursVi(one) === hoursVi(other);
}

function linesOf(run: Run, reference: string): readonly string[] {
  const [first, last] = [run[0], run.at(-1) ?? run[0]];
  const when = first === last ? shortDay(first.date) : `${shortDay(first.date)} – ${shortDay(last.date)}`;
  const indent = ' '.repeat(DATE_WIDTH + 4);
  return wrapped(`  ${when.padEnd(DATE_WIDTH)}  ${nameOfDay(first)}${swapVi(first)}${hoursVi(first)}${reference}`, WIDTH, indent);
}

function swapVi({ kind, swapWith }: DayReason): string {
  if (swapWith === undefined) {
    return '';
  }
  return kind === 'make-up' ? `, thay cho ${namedDay(swapWith)}` : `, làm bù ${namedDay(swapWith)}`;
}

/** The hours of a day that is open although its week has others. */
function hoursVi({ working, hours }: DayReason): string {
  return working ? `, mở cửa ${hours.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(', ')}` : '';
}

function shortDay(date: string): string {
  return `${SHORT_WEEKDAYS[weekdayOf(parseLocalDate(date))]} ${formatIsoDateVi(date).slice(0, 5)}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
