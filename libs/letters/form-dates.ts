import { addCalendarDays, dayOfMonth, instant, localDateOf, minuteOfDay, monthOf, startOfDay, yearOf, type LocalDate } from '#domain';

// The wording below is part of the printed forms and may differ from the screens' some day; screens take theirs from libs/vi.

/** Day of an instant as forms word it, `05 tháng 02 năm 2026`: days below 10 and months 1 and 2 get a zero (NĐ 30/2020 Appendix I). */
export function dateInWords(ms: number): string {
  return dayInWords(localDateOf(instant(ms)));
}

/** A moment that happened: `09 giờ 00 phút, ngày 19 tháng 8 năm 2026`. */
export function dateAndTime(ms: number): string {
  return `${clock(minuteOfDay(instant(ms)))}, ngày ${dateInWords(ms)}`;
}

/** The end of a term: as `dateAndTime`, but midnight is 24:00 of the day it ends (Civil Code 2015 Art. 148.5), not 00:00 of the next. */
export function dueDateAndTime(ms: number): string {
  const at = instant(ms);
  const day = localDateOf(at);
  return at === startOfDay(day) ? `24 giờ 00 phút, ngày ${dayInWords(addCalendarDays(day, -1))}` : dateAndTime(ms);
}

/** A moment in a cell of a table: `09:00 19/08/2026`. */
export function shortMoment(ms: number): string {
  const at = instant(ms);
  return shortWords(minuteOfDay(at), localDateOf(at));
}

/** The end of a term in a cell of a table, midnight being 24:00 of the day it ends. */
export function shortDueMoment(ms: number): string {
  const day = localDateOf(instant(ms));
  return ms === startOfDay(day) ? shortWords(24 * 60, addCalendarDays(day, -1)) : shortMoment(ms);
}

/** Place and date of a letter: `Khánh Hòa, ngày 19 tháng 8 năm 2026`. */
export function placeAndDate(place: string, ms: number): string {
  return `${place}, ngày ${dateInWords(ms)}`;
}

function shortWords(minute: number, date: LocalDate): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ${two(dayOfMonth(date))}/${two(monthOf(date))}/${yearOf(date)}`;
}

function dayInWords(date: LocalDate): string {
  const month = monthOf(date);
  return `${two(dayOfMonth(date))} tháng ${month < 3 ? two(month) : month} năm ${yearOf(date)}`;
}

function clock(minute: number): string {
  return `${two(Math.floor(minute / 60))} giờ ${two(minute % 60)} phút`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
