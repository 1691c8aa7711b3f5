import { useTranslation } from 'react-i18next';

const HOUR = 60;
/** Eight working hours are a day, as every term counts them. */
const DAY = 8 * HOUR;
const MS_PER_MINUTE = 60_000;

/** One number of a length of time. */
interface TimePart {
  readonly unit: 'days' | 'hours' | 'minutes';
  readonly count: number;
}

/** Working minutes as people say them: `2 ngày 3 giờ`, `45 phút`; the sign is left out. Whole days leave the minutes out. */
export function partsOfWorkingTime(minutes: number): readonly TimePart[] {
  const all = Math.abs(minutes);
  const [days, hours, rest] = [Math.floor(all / DAY), Math.floor((all % DAY) / HOUR), all % HOUR];
  const parts = ([{ unit: 'days', count: days }, { unit: 'hours', count: hours }, { unit: 'minutes', count: days === 0 ? rest : 0 }] as const).filter(({ count }) => count > 0);
  return parts.length === 0 ? [{ unit: 'minutes', count: 0 }] : parts;
}

/** Working minutes, or working milliseconds, in words. */
export function useWorkingTime(): { readonly ofMinutes: (minutes: number) => string; readonly ofMs: (ms: number) => string } {
  const { t } = useTranslation('officer');
  const ofMinutes = (minutes: number): string => partsOfWorkingTime(minutes).map(({ unit, count }) => t(`time.${unit}`, { count })).join(' ');
  return { ofMinutes, ofMs: (ms) => ofMinutes(Math.floor(ms / MS_PER_MINUTE)) };
}
