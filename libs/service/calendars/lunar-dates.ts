import { type LunarHolidays, parseLocalDate } from '#domain';

/** Rules of the library by which the two lunar holidays are known; its other days are never taken. */
const TET = 'vietnamese 1-0-1';
const HUNG_KINGS = 'vietnamese 3-0-10';

/**
 * Where Tết and Giỗ Tổ fall, computed in the Vietnamese lunar calendar. Nothing else is taken from the library: it knows no second
 * National Day, no day off in compensation, no swap and another Tết span. A basis for proposals, never an authority.
 * Throws when the library does not know the two days of a year.
 */
export async function lunarHolidaysOf(year: number): Promise<LunarHolidays> {
  // Loaded when a proposal is made: no process needs its tables otherwise.
  const { default: Holidays } = await import('date-holidays');
  const days = new Holidays('VN').getHolidays(year, 'vi');
  const find = (rule: string) => {
    const found = days.find((day) => day.rule === rule);
    if (found === undefined) {
      throw new Error(`date-holidays names no "${rule}" in ${String(year)}: enter the lunar holidays of that year by hand`);
    }
    return parseLocalDate(found.date.slice(0, 10));
  };
  return { tet: find(TET), hungKings: find(HUNG_KINGS) };
}
