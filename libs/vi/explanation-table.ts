import type { Derivation, DossierStep, TermEvent } from '#domain';
import { basisVi, clockReason, headingVi, isClockStep } from './clock-lines.js';
import { basesOfDay, DAY_KIND_LABELS, type Day, eventAmong, nameOfDay, shortDay, type Step } from './day-names.js';
import { endReason, EVENTS, eventLawVi, limitVi, minutesVi, startReason } from './explanation-lines.js';
import { clockTimeVi, formatDueVi, formatIsoDateVi, isoDateOf } from './formats.js';
import { LAW_LABELS } from './law-labels.js';
import { wrapped } from './wrapped.js';

/** One line of an explanation laid out as a table. Cells that say nothing are empty. */
export interface ExplanationRow {
  readonly day: string;
  readonly time: string;
  /** `Tính (3)`, `Tính`, `Không tính`, or what happened. */
  readonly counted: string;
  readonly reason: string;
  readonly basis: string;
}

const HEAD: ExplanationRow = { day: 'Ngày', time: 'Giờ', counted: 'Tính', reason: 'Lý do', basis: 'Căn cứ' };
const EMPTY: ExplanationRow = { day: '', time: '', counted: '', reason: '', basis: '' };
/** Widths of the columns; with two blanks between them they fill a hundred. */
const WIDTHS: Readonly<Record<keyof ExplanationRow, number>> = { day: 13, time: 11, counted: 10, reason: 34, basis: 24 };
const COLUMNS = ['day', 'time', 'counted', 'reason', 'basis'] as const;
const GAP = '  ';
/** Columns a table is wide. */
export const TABLE_WIDTH = 100;

/**
 * A dossier's explanation as plain text of at most a hundred columns: under each event its steps with day, hour, whether the day
 * counts, why, and the article or notice; below them where they lead.
 */
export function explanationTable(derivations: readonly Derivation[]): string {
  const rule = COLUMNS.map((column) => '─'.repeat(WIDTHS[column])).join(GAP);
  const head = [...layOut(HEAD), rule];
  const parts = derivations.map(({ because, at, steps, ...end }) => [
    ...wrapped(`■ ${headingVi(because, at)}`, TABLE_WIDTH),
    ...explanationRows(steps).flatMap(layOut),
    `→ ${endVi(steps, end)}`,
  ]);
  return [head, ...parts].map((lines) => lines.join('\n')).join('\n\n');
}

function endVi(steps: readonly DossierStep[], { clock, maximum, endsAt }: Pick<Derivation, 'clock' | 'maximum' | 'endsAt'>): string {
  if (endsAt === undefined) {
    return steps.some(({ code }) => code === 'undated') ? 'Chưa có ngày trả kết quả' : 'Thời hạn tạm dừng';
  }
  return `${clock === 'appointment' ? 'Ngày hẹn trả' : maximum === true ? 'Thời hạn tối đa' : 'Hạn xử lý'}: ${formatDueVi(endsAt)}`;
}

/** The steps of one derivation as rows. */
export function explanationRows(steps: readonly DossierStep[]): ExplanationRow[] {
  const rows: Row[] = [];
  let hours: HoursStep[] = [];
  const flush = (): void => {
    if (hours.length > 0) {
      rows.push(hoursRow(hours, rows.at(-1)));
    }
    hours = [];
  };
  for (const step of steps) {
    if (step.code !== 'hours-counted' || hours[0]?.day.date !== step.day.date) {
      flush();
    }
    if (step.code === 'hours-counted') {
      hours.push(step);
    } else {
      rows.push(...(isClockStep(step) ? [clockRow(step)] : countRows(step, eventAmong(steps))));
    }
  }
  flush();
  return rows.map((row) => ({ ...EMPTY, ...row }));
}

type HoursStep = Extract<Step, { readonly code: 'hours-counted' }>;

/** Open time of one day in one row; the same document is named once for days that follow each other. */
function hoursRow(hours: readonly HoursStep[], above: Row | undefined): Row {
  const [first] = hours;
  const basis = first === undefined ? '' : LAW_LABELS[first.law];
  return {
    day: first === undefined ? '' : shortDay(first.day.date),
    time: hours.map(({ from, to }) => `${clockTimeVi(from)}–${clockTimeVi(to, true)}`).join(' '),
    counted: 'Tính',
    reason: `${minutesVi(hours.reduce((sum, { minutes }) => sum + minutes, 0))} phút làm việc`,
    basis: above?.counted === 'Tính' || above?.counted === 'Không tính' ? '' : basis,
  };
}

type Row = Partial<ExplanationRow>;

/** Steps whose moment ends a term: midnight is that of the day before. */
const ENDINGS: readonly DossierStep['code'][] = ['landed', 'fixed', 'extended-until'];

function clockRow(step: Exclude<DossierStep, Step>): Row {
  const at = 'at' in step ? step.at : 'from' in step ? step.from : step.code === 'fixed' || step.code === 'extended-until' ? step.dueAt : undefined;
  const row = { reason: clockReason(step), basis: basisVi(step) };
  return at === undefined ? row : { ...row, ...(ENDINGS.includes(step.code) ? endingAt(at) : moment(at)), ...(step.code === 'paused' ? { counted: 'Tạm dừng' } : {}) };
}

function countRows(step: Exclude<Step, HoursStep>, event: TermEvent): Row[] {
  switch (step.code) {
    case 'received':
      // A receipt begins the term by the start rule alone: one row for both.
      return step.event === 'receipt' ? [] : [{ ...moment(step.at), reason: EVENTS[step.event], basis: eventLawVi(step) }];
    case 'start': {
      const passed = step.passed.map((day) => skipped(day, day.working ? startReason(step) : undefined));
      return [...passed, { ...moment(step.at), reason: `${event === 'receipt' && !step.moved ? 'Nhận hồ sơ, thời hạn bắt đầu' : 'Thời hạn bắt đầu'}${step.moved ? `: ${startReason(step)}` : ''}`, basis: LAW_LABELS[step.law] }];
    }
    case 'limit':
      return [{ reason: limitVi(step) }];
    case 'day-zero':
      return [{ day: shortDay(step.date), counted: 'Không tính', reason: 'ngày bắt đầu', basis: LAW_LABELS[step.law] }];
    case 'clock-of-closing':
      return [{ ...endingAt(step.closing), reason: 'bắt đầu ngoài giờ làm việc: lấy giờ đóng cửa gần nhất trước đó', basis: LAW_LABELS[step.law] }];
    case 'day-counted':
      return [{ day: shortDay(step.day.date), counted: `Tính (${step.number})`, reason: step.day.kind === 'weekly-hours' ? DAY_KIND_LABELS['weekly-hours'] : nameOfDay(step.day), basis: basesOfDay(step.day).join('; ') }];
    case 'day-skipped':
      return [skipped(step.day)];
    case 'span-counted':
      return [{ day: `${shortDay(step.firstDay)} – ${shortDay(step.lastDay)}`, counted: 'Tính', reason: 'tính liên tục mọi ngày', basis: LAW_LABELS[step.law] }];
    case 'done-on-day':
      return [{ day: shortDay(step.day.date), counted: 'Tính', reason: step.sameDay ? 'giải quyết ngay trong ngày' : 'không còn giờ làm việc trong ngày nhận: giải quyết trong ngày làm việc tiếp theo', basis: step.day.source ?? '' }];
    case 'rolled':
      return [{ day: shortDay(step.to), reason: `ngày cuối ${formatIsoDateVi(step.from)} là ngày nghỉ: chuyển sang ngày làm việc tiếp theo`, basis: LAW_LABELS[step.law] }];
    case 'end':
      return [{ ...endingAt(step.at), reason: `Hết hạn: ${endReason(step)}`, basis: LAW_LABELS[step.law] }];
  }
}

function skipped(day: Day, reason: string = nameOfDay(day)): Row {
  return { day: shortDay(day.date), counted: 'Không tính', reason, basis: day.working ? '' : basesOfDay(day).join('; ') };
}

function moment(at: number): Row {
  return { day: shortDay(isoDateOf(at)), time: clockTimeVi(at) };
}

function endingAt(at: number): Row {
  return { day: shortDay(isoDateOf(at, true)), time: clockTimeVi(at, true) };
}

function layOut(row: ExplanationRow): string[] {
  const cells = COLUMNS.map((column) => linesOf(row[column], WIDTHS[column]));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => cells.map((cell, column) => (cell[line] ?? '').padEnd(WIDTHS[COLUMNS[column] ?? 'basis'])).join(GAP).trimEnd());
}

/** The lines of a cell; a word longer than its column is cut. */
function linesOf(text: string, width: number): string[] {
  return wrapped(text.normalize('NFC'), width).flatMap((line) => cut(line, width));
}

function cut(line: string, width: number): string[] {
  return line.length <= width ? [line] : [line.slice(0, width), ...cut(line.slice(width), width)];
}
