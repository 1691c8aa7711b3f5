const ZONE = 'Asia/Ho_Chi_Minh';
const part = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options });
const CLOCK = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = part({ day: '2-digit', month: '2-digit', year: 'numeric' });
const WEEKDAY = part({ weekday: 'short' });
const WEEKDAYS: Readonly<Record<string, string>> = { Mon: 'T2', Tue: 'T3', Wed: 'T4', Thu: 'T5', Fri: 'T6', Sat: 'T7', Sun: 'CN' };

/** An instant of an answer as the hour and day at the counter: `09:00 T6 27/11/2026`, wherever the browser stands. */
export function formatMoment(iso: string): string {
  const at = new Date(iso);
  return `${CLOCK.format(at)} ${weekday(at)} ${DAY.format(at)}`;
}

/** The day of an instant, or a day of an answer (`2026-11-27`): `T6 27/11/2026`. */
export function formatDay(iso: string): string {
  const at = new Date(iso.length === 10 ? `${iso}T12:00:00+07:00` : iso);
  return `${weekday(at)} ${DAY.format(at)}`;
}

/** The hour of an instant: `09:00`. */
export function formatHour(iso: string): string {
  return CLOCK.format(new Date(iso));
}

function weekday(at: Date): string {
  return WEEKDAYS[WEEKDAY.format(at)] ?? '';
}
