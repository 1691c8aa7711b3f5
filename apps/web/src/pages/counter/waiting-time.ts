import { localDateOf, parseInstant } from '#domain';

const MINUTES_PER_HOUR = 60;

/** Days from the day of one instant to that of another, as people count: yesterday evening is one day ago. */
export function daysBetween(fromIso: string, untilIso: string): number {
  return dayOf(untilIso) - dayOf(fromIso);
}

/** Working minutes in hours and minutes, the sign left out. */
export function hoursAndMinutes(minutes: number): { readonly hours: number; readonly minutes: number } {
  const all = Math.abs(minutes);
  return { hours: Math.floor(all / MINUTES_PER_HOUR), minutes: all % MINUTES_PER_HOUR };
}

function dayOf(iso: string): number {
  return localDateOf(parseInstant(iso));
}
