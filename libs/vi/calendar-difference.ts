import type { LayerDifference, StatedDay, YearDifference } from '#domain';
import { nameOfDay, namedDay } from './day-names.js';
import { NumberedDocuments } from './numbered-documents.js';
import { wrapped } from './wrapped.js';

const WIDTH = 100;
const YEAR_STATUS: Readonly<Record<'confirmed' | 'proposed', string>> = { confirmed: 'đã có thông báo', proposed: 'chưa có thông báo' };

/**
 * What changes in a calendar, day by day, for the person who publishes it. Lines of at most 100 columns; `+` a day that begins to
 * differ from its week, `-` one that no longer does, `*` one that differs otherwise, `=` one whose document or name alone changes.
 * `inferred` are dates whose kind nobody wrote down: they carry the mark "?" and are to be checked. Documents stand numbered at the end.
 */
export function calendarDifferenceLines({ days, years, end }: LayerDifference, inferred: ReadonlySet<string>): readonly string[] {
  if (days.length === 0 && years.length === 0 && end === undefined) {
    return ['Không có thay đổi'];
  }
  const documents = new NumberedDocuments();
  const saying = (day: StatedDay): string => `${nameOfDay(day)}${day.swapWith === undefined ? '' : `, hoán đổi với ${namedDay(day.swapWith)}`} ${documents.reference(day.source)}`;
  const changed = (before: StatedDay | undefined, after: StatedDay | undefined): string => [before, after].flatMap((day) => (day === undefined ? [] : [saying(day)])).join(' → ');
  const lines = days.flatMap(({ date, before, after, changesHours }) => {
    const mark = before === undefined ? '+' : after === undefined ? '-' : changesHours ? '*' : '=';
    const doubt = inferred.has(date) ? ' (? loại ngày suy ra từ tên, cần kiểm tra)' : '';
    return wrapped(`${mark} ${namedDay(date)}: ${changed(before, after)}${doubt}`, WIDTH, '    ');
  });
  const legend = documents.lines(WIDTH);
  return [...(end === undefined ? [] : [endLine(end)]), ...years.flatMap((year) => wrapped(yearLine(year), WIDTH, '    ')), ...lines, ...(legend.length === 0 ? [] : ['', ...legend])];
}

const LEFT_OUT: Readonly<Record<EntryLeftOut['why'], string>> = {
  'kind-unknown': 'không rõ loại ngày; muốn nghỉ phải ghi loại ngày',
  cancelled: 'đã bị hủy trong tệp',
  'other-year': 'thuộc năm khác',
};

/** An entry of a notice that makes no day off. */
interface EntryLeftOut {
  readonly line: number;
  readonly date: string;
  readonly name: string;
  readonly why: 'kind-unknown' | 'cancelled' | 'other-year';
}

/** Entries of a notice that were not taken, each with the reason. */
export function leftOutLines(entries: readonly EntryLeftOut[]): readonly string[] {
  return entries.flatMap(({ line, date, name, why }) => wrapped(`Không lấy, dòng ${String(line)}: ${namedDay(date)} ${name} (${LEFT_OUT[why]})`, WIDTH, '    '));
}

/** A warning that the notice of a whole year lacks days off the law gives. */
export function missingLines(missing: number): readonly string[] {
  return missing === 0 ? [] : wrapped(`LƯU Ý: thiếu ${String(missing)} ngày nghỉ lễ so với Bộ luật Lao động; nếu tệp không phải thông báo của cả năm thì không ghi năm.`, WIDTH, '    ');
}

function endLine({ before, after }: NonNullable<LayerDifference['end']>): string {
  const since = (day: string | undefined): string => (day === undefined ? 'không thời hạn' : `chấm dứt từ ${namedDay(day)}`);
  return `Hiệu lực của lịch: ${since(before)} → ${since(after)}`;
}

function yearLine({ year, before, after }: YearDifference): string {
  const status = (side: YearDifference['after']): string => (side === undefined ? 'không có trong lịch' : YEAR_STATUS[side.status]);
  return `Năm ${String(year)}: ${status(before)} → ${status(after)}${after === undefined ? '' : ` (${after.source})`}`;
}
