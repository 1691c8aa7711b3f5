import { formatDay, formatHour, formatMoment } from '../../format/moments.js';

/** Languages of the public pages. */
export type Language = 'vi' | 'en';

const ZONE = 'Asia/Ho_Chi_Minh';
const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
const NOON = 'T12:00:00+07:00';
const DAY_LENGTH = 10;

/** An instant at the counter, in the words of a language. */
export function momentIn(language: Language, iso: string): string {
  return language === 'vi' ? formatMoment(iso) : `${formatHour(iso)}, ${ENGLISH_DAY.format(new Date(iso))}`;
}

/** A day, or the day of an instant. */
export function dayIn(language: Language, iso: string): string {
  return language === 'vi' ? formatDay(iso) : ENGLISH_DAY.format(new Date(iso.length === DAY_LENGTH ? `${iso}${NOON}` : iso));
}

/** A whole number, with the marks between thousands that a language has. */
export function countIn(language: Language, count: number): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(count);
}
