const HOUR = 60;
/** Eight working hours are a day, as every term counts them. */
const DAY = 8 * HOUR;

/** Working minutes as people say them: `2 ngày 3 giờ`, `45 phút`; the sign is left out. Whole days leave the minutes out. */
export function workingTimeVi(minutes: number): string {
  const all = Math.abs(minutes);
  const [days, hours, rest] = [Math.floor(all / DAY), Math.floor((all % DAY) / HOUR), all % HOUR];
  const parts = [days > 0 ? `${String(days)} ngày` : '', hours > 0 ? `${String(hours)} giờ` : '', days === 0 && rest > 0 ? `${String(rest)} phút` : ''].filter((part) => part !== '');
  return parts.length === 0 ? '0 phút' : parts.join(' ');
}

/** The same of working milliseconds. */
export function workingMsVi(ms: number): string {
  return workingTimeVi(Math.floor(ms / 60_000));
}
