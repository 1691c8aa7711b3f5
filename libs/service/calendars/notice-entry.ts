import { type CalendarDay, type ClockInterval, formatLocalDate, localDateFrom, parseLocalDate } from '#domain';
import { foldSearchText } from '#vi';

/** One date as a file states it. */
export interface NoticeEntry {
  /** Line of the file it stands in, from 1; in a JSON list the place in the list. */
  readonly line: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Absent where it is neither written nor told by the name. */
  readonly kind?: CalendarDay['kind'];
  /** The kind was told by the name of the day, not written. */
  readonly isInferred: boolean;
  readonly name: string;
  /** A document of its own, where the day has one. */
  readonly source?: string;
  readonly swapWith?: string;
  readonly hours?: readonly ClockInterval[];
  readonly isCancelled?: boolean;
}

/** What is wrong with a notice. */
export interface NoticeProblem {
  /** Absent where the file as a whole is meant. */
  readonly line?: number;
  readonly field: string;
  readonly reason:
    | 'decree-incomplete'
    | 'format-unknown'
    | 'too-large'
    | 'encoding-unknown'
    | 'malformed'
    | 'no-days'
    | 'column-missing'
    | 'not-a-date'
    | 'not-a-kind'
    | 'no-hours'
    | 'swap-without-partner'
    | 'name-missing'
    | 'stated-twice'
    | 'not-a-whole-day'
    | 'too-long'
    | 'repeated-without-year';
  readonly detail: string;
}

/** A file cannot be taken for a notice; holds every fault found. */
export class NoticeError extends Error {
  override readonly name = 'NoticeError';

  constructor(readonly problems: readonly NoticeProblem[]) {
    super(problems.map(({ line, field, detail }) => `${line === undefined ? '' : `line ${String(line)}, `}${field}: ${detail}`).join('\n'));
  }
}

/** Fields of an entry as the file has them. */
export interface WrittenEntry {
  readonly line: number;
  readonly date: string;
  readonly kind?: string;
  readonly name: string;
  readonly source?: string;
  readonly swapWith?: string;
  readonly hours?: string;
}

/** Kinds by the words people write, folded. Closures are unplanned: each is drafted by itself, with reason and decision. */
const KINDS: Readonly<Record<string, CalendarDay['kind']>> = {
  holiday: 'holiday',
  'nghi le': 'holiday',
  'ngay le': 'holiday',
  'nghi tet': 'holiday',
  compensation: 'compensation',
  'nghi bu': 'compensation',
  'swap-off': 'swap-off',
  swap: 'swap-off',
  'hoan doi': 'swap-off',
  'nghi hoan doi': 'swap-off',
  'make-up': 'make-up',
  'lam bu': 'make-up',
  'ngay lam bu': 'make-up',
  'special-hours': 'special-hours',
  'gio rieng': 'special-hours',
  'gio lam viec rieng': 'special-hours',
};

/** Kinds told by a day's name, the more special first: `Nghỉ bù Quốc khánh` is a compensation. */
const NAMED: readonly (readonly [RegExp, CalendarDay['kind']])[] = [
  [/\b(lam bu|di lam bu)\b.*\b(cho|ngay)\b/, 'make-up'],
  [/^lam bu\b/, 'make-up'],
  [/\bhoan doi\b/, 'swap-off'],
  [/\bnghi bu\b/, 'compensation'],
  [/\btet (nguyen dan|duong lich|am lich)\b|^nghi tet\b|\bgio to hung vuong\b|\bquoc khanh\b|\bchien thang 30\/4\b|\bgiai phong mien nam\b|\bquoc te lao dong\b|\bngay van hoa viet nam\b|^nghi hang tuan trong ky nghi\b/, 'holiday'],
];

/** What nobody works less for, however near a holiday's name it is: eve, founding days and customs of the public calendars. */
const OBSERVED = /\b(giao thua|ong tao|nguyen tieu|doan ngo|trung thu|vu lan|thanh lap)\b/;

/**
 * Reads one entry; every fault goes to `report`.
 * @returns `undefined` where there is a fault
 */
export function readEntry({ line, date, kind, name, source, swapWith, hours }: WrittenEntry, report: (problem: NoticeProblem) => void): NoticeEntry | undefined {
  let faults = 0;
  const fault = (field: string, reason: NoticeProblem['reason'], detail: string): undefined => {
    faults += 1;
    report({ line, field, reason, detail });
  };
  const readDate = (field: string, text: string): string | undefined => isoDate(text) ?? fault(field, 'not-a-date', `"${text}" must be a day, as 2027-02-06 or 06/02/2027`);
  const title = name.normalize('NFC').trim();
  if (title === '') {
    fault('name', 'name-missing', 'must say what the day is');
  }
  const day = readDate('date', date);
  const written = kind?.trim() ?? '';
  const known = KINDS[foldSearchText(written)];
  if (written !== '' && known === undefined) {
    fault('kind', 'not-a-kind', `"${written}" must be one of nghỉ lễ, nghỉ bù, hoán đổi, làm bù, giờ riêng (holiday, compensation, swap-off, make-up, special-hours); a closure needs its own reason and decision and is no part of a notice`);
  }
  const found = known ?? (written === '' ? kindByName(title) : undefined);
  const partner = present(swapWith) === undefined ? undefined : readDate('swapWith', swapWith ?? '');
  if (found === 'swap-off' && present(swapWith) === undefined) {
    fault('swapWith', 'swap-without-partner', 'must name the day worked instead');
  }
  const spans = present(hours);
  const open = spans === undefined ? undefined : readHours(spans);
  if (spans !== undefined && open === undefined) {
    fault('hours', 'no-hours', `"${spans}" must be intervals as 07:00-11:00 13:00-17:00`);
  }
  if (found === 'special-hours' && spans === undefined) {
    fault('hours', 'no-hours', 'must name the hours of the day, as 07:00-11:00 13:00-17:00');
  }
  if (faults > 0 || day === undefined) {
    return undefined;
  }
  const document = present(source);
  return {
    line,
    date: day,
    ...(found === undefined ? {} : { kind: found }),
    isInferred: known === undefined,
    name: title,
    ...(document === undefined ? {} : { source: document }),
    ...(partner === undefined ? {} : { swapWith: partner }),
    ...(open === undefined ? {} : { hours: open }),
  };
}

function present(text: string | undefined): string | undefined {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

/** What a name says about the kind of its day; `undefined` for a day nobody has off. */
function kindByName(name: string): CalendarDay['kind'] | undefined {
  const folded = foldSearchText(name);
  return OBSERVED.test(folded) ? undefined : NAMED.find(([pattern]) => pattern.test(folded))?.[1];
}

/** `2027-02-06`, `06/02/2027` or `6/2/2027`, as `YYYY-MM-DD`; `undefined` where it is no day. */
export function isoDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  try {
    return formatLocalDate(day === undefined ? parseLocalDate(text.trim()) : localDateFrom(Number(year), Number(month), Number(day)));
  } catch {
    return undefined;
  }
}

function readHours(text: string): readonly ClockInterval[] | undefined {
  const parts = text.trim().replace(/\s*[-–]\s*/g, '-').split(/[\s,;]+(?=\d)/);
  const intervals = parts.map((part) => /^(\d{1,2})[:hg](\d{2})-(\d{1,2})[:hg](\d{2})$/.exec(part));
  return intervals.includes(null) ? undefined : intervals.map((match): ClockInterval => [clock(match?.[1], match?.[2]), clock(match?.[3], match?.[4])]);
}

function clock(hour = '', minute = ''): string {
  return `${hour.padStart(2, '0')}:${minute}`;
}
