import {
  addCalendarDays,
  dayOfMonth,
  formatLocalDate,
  instant,
  localDateOf,
  minuteOfDay,
  monthOf,
  parseLocalDate,
  startOfDay,
  yearOf,
  type LocalDate,
  type StatedTerm,
  type TimeLimit,
} from '#domain';

/** Moment in words at +07:00: `09 giờ 00 phút, ngày 25 tháng 8 năm 2026`. */
export function formatInstantVi(ms: number): string {
  const at = instant(ms);
  return `${hourAndMinute(minuteOfDay(at))}, ngày ${dayInWords(localDateOf(at))}`;
}

/** End of a term in words; midnight is 24:00 of the day it ends (Civil Code 2015 Art. 148.6), not 00:00 of the next. */
export function formatDueVi(ms: number): string {
  return isMidnight(ms) ? `24 giờ 00 phút, ngày ${dayInWords(addCalendarDays(localDateOf(instant(ms)), -1))}` : formatInstantVi(ms);
}

/** Day of a moment at +07:00: `25/08/2026`. */
export function formatDateVi(ms: number): string {
  return slashed(localDateOf(instant(ms)));
}

/** Moment for lists and tables at +07:00: `09:00 25/08/2026`. */
export function formatShortVi(ms: number): string {
  return `${clockTimeVi(ms)} ${formatDateVi(ms)}`;
}

/** A minute of the day on the clock: `07:30`; 1440 is `24:00`. */
export function formatMinuteVi(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Clock time of a moment at +07:00: `09:00`; where it `ends` something midnight is `24:00`. */
export function clockTimeVi(ms: number, ends = false): string {
  return ends && isMidnight(ms) ? '24:00' : formatMinuteVi(minuteOfDay(instant(ms)));
}

/** Day of a moment at +07:00 as `YYYY-MM-DD`; where it `ends` something midnight belongs to the day it ends. */
export function isoDateOf(ms: number, ends = false): string {
  const day = localDateOf(instant(ms));
  return formatLocalDate(ends && isMidnight(ms) ? addCalendarDays(day, -1) : day);
}

function isMidnight(ms: number): boolean {
  return ms === startOfDay(localDateOf(instant(ms)));
}

/** A day given as `YYYY-MM-DD`, as `25/08/2026`. Throws `TimeFormatError` for any other text. */
export function formatIsoDateVi(date: string): string {
  return slashed(parseLocalDate(date));
}

/** The month of a day, for tables: `Tháng 8/2026`. */
export function formatMonthVi(day: LocalDate): string {
  return `Tháng ${monthOf(day)}/${yearOf(day)}`;
}

/** A term as slips print it: `05 ngày làm việc`, `6,5 ngày làm việc`, `trong ngày làm việc`. */
export function formatTimeLimitVi(limit: TimeLimit): string {
  switch (limit.unit) {
    case 'working-days':
      return `${amountVi(limit.amount)} ngày làm việc`;
    case 'working-hours':
      return `${amountVi(limit.amount)} giờ làm việc`;
    case 'calendar-days':
      return `${amountVi(limit.amount)} ngày`;
    case 'months':
      return `${amountVi(limit.amount)} tháng`;
    case 'years':
      return `${amountVi(limit.amount)} năm`;
    case 'same-day':
      return 'trong ngày làm việc';
  }
}

const REMOTE = 'vùng miền núi, hải đảo, vùng khó khăn';

/** Time a term is longer by in remote communes: `cộng thêm 10 ngày làm việc cho vùng miền núi, …`. */
export function formatExtraVi(extra: TimeLimit): string {
  return `cộng thêm ${formatTimeLimitVi(extra)} cho ${REMOTE}`;
}

/** A term with the time added to it: `12 ngày làm việc, cộng thêm 10 ngày làm việc cho vùng miền núi, …`. */
export function formatTermVi({ limit, extra }: StatedTerm): string {
  return extra === undefined ? formatTimeLimitVi(limit) : `${formatTimeLimitVi(limit)}, ${formatExtraVi(extra)}`;
}

// Whole numbers below ten carry a zero against additions by hand; halves take the decimal comma.
function amountVi(amount: number): string {
  return Number.isInteger(amount) ? two(amount) : String(amount).replace('.', ',');
}

function hourAndMinute(minute: number): string {
  return `${two(Math.floor(minute / 60))} giờ ${two(minute % 60)} phút`;
}

// NĐ 30/2020 Appendix I: days below 10 and months 1 and 2 get a zero.
function dayInWords(date: LocalDate): string {
  const month = monthOf(date);
  return `${two(dayOfMonth(date))} tháng ${month < 3 ? two(month) : month} năm ${yearOf(date)}`;
}

function slashed(date: LocalDate): string {
  return `${two(dayOfMonth(date))}/${two(monthOf(date))}/${yearOf(date)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
