import { addCalendarDays, formatInstant, type Instant, instant, instantAt, localDate, localDateOf, MS_PER_MINUTE, sameClockAfter } from '#domain';
import type { SourceLine } from '#service';
import { Random } from '../../simulation/random.js';
import type { Province } from './nation.js';

/** How much history, and of when. */
export interface HistorySize {
  readonly finished: number;
  readonly open: number;
  readonly begins: Instant;
  /** The moment of the bench: nothing lies after it. */
  readonly at: Instant;
  readonly seed: number;
  /** The number of the first line: lines written apart from each other need numbers apart. */
  readonly first?: number;
}

const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'] as const;
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Minh', 'Thanh', 'Quốc', 'Xuân', 'Đức', 'Thu', 'Kim', 'Gia'] as const;
const GIVEN = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hạnh', 'Khoa', 'Lan', 'Minh', 'Nga', 'Oanh', 'Phúc', 'Quân', 'Sơn', 'Thảo', 'Uyên', 'Vân', 'Yến', 'Đạt', 'Hương'] as const;
const CHANNELS = ['counter', 'counter', 'counter', 'online', 'online', 'post'] as const;
const TERMS_DAYS = [3, 5, 7, 10, 15, 21, 30] as const;
/** Finished late, finished on the day of the date, withdrawn: the rest is early. */
const LATE = 0.03;
const SAME_DAY = 0.2;
const WITHDRAWN = 0.01;
/** Of the open: past their date, and waiting for papers. */
const OVERDUE = 0.02;
const PAUSED = 0.08;
const LATEST_DAYS = 30;
const OPENS_AT_MINUTE = 7 * 60;
const MINUTES_OPEN = 9 * 60;

/** Dossiers of a nation, line by line and the same for a seed: the finished over the years in no order, then the open ones. */
export function* nationLines(provinces: readonly [Province, ...Province[]], size: HistorySize): Generator<SourceLine> {
  const random = new Random(size.seed);
  for (let index = 0; index < size.finished + size.open; index += 1) {
    const province = random.pick(provinces);
    const handled = random.weighted(province.handled, ({ weight }) => weight);
    const base = {
      code: `${province.code}-${String((size.first ?? 0) + index).padStart(9, '0')}`,
      procedureCode: handled.code,
      agencyCode: random.pick(handled.agencies),
      channel: random.pick(CHANNELS),
      applicantName: `${random.pick(FAMILIES)} ${random.pick(MIDDLES)} ${random.pick(GIVEN)}`,
      phone: `09${String(Math.floor(random.between(10_000_000, 99_999_999)))}`,
    };
    yield { line: index + 2, fields: { ...base, ...(index < size.finished ? finished(random, size) : open(random, size)) } };
  }
}

function finished(random: Random, { begins, at }: HistorySize): Readonly<Record<string, string>> {
  const term = random.pick(TERMS_DAYS);
  const [first, last] = [localDateOf(begins), addCalendarDays(localDateOf(at), -term - LATEST_DAYS - 1)];
  const receivedAt = opening(random, Math.floor(random.between(first, last)));
  const dueAt = sameClockAfter(receivedAt, term);
  const finishedAt = formatInstant(endOf(random, receivedAt, dueAt, term));
  return random.chance(WITHDRAWN)
    ? { receivedAt: formatInstant(receivedAt), dueAt: formatInstant(dueAt), finishedAt, handedOverAt: '', status: 'withdrawn' }
    : { receivedAt: formatInstant(receivedAt), dueAt: formatInstant(dueAt), finishedAt, handedOverAt: finishedAt, status: 'returned' };
}

function endOf(random: Random, receivedAt: Instant, dueAt: Instant, term: number): Instant {
  if (random.chance(LATE)) return instant(sameClockAfter(dueAt, Math.floor(random.between(0, LATEST_DAYS))) + minutes(random.between(1, MINUTES_OPEN)));
  if (random.chance(SAME_DAY)) return instant(dueAt - minutes(random.between(0, 60)));
  return instant(sameClockAfter(receivedAt, Math.floor(random.between(0, term))) + minutes(random.between(1, 60)));
}

function open(random: Random, { at }: HistorySize): Readonly<Record<string, string>> {
  const term = random.pick(TERMS_DAYS);
  const days = random.chance(OVERDUE) ? random.between(term + 1, term * 2 + 2) : random.between(1, term);
  const receivedAt = opening(random, addCalendarDays(localDateOf(at), -Math.floor(days)));
  const pausedAt = random.chance(PAUSED) ? formatInstant(instant(receivedAt + minutes(30))) : '';
  return { receivedAt: formatInstant(receivedAt), dueAt: formatInstant(sameClockAfter(receivedAt, term)), finishedAt: '', handedOverAt: '', status: '', pausedAt, pauseGround: pausedAt === '' ? '' : 'supplement' };
}

/** A moment of an office's day. */
function opening(random: Random, day: number): Instant {
  return instantAt(localDate(day), OPENS_AT_MINUTE + Math.floor(random.between(0, MINUTES_OPEN)));
}

function minutes(count: number): number {
  return Math.floor(count) * MS_PER_MINUTE;
}
