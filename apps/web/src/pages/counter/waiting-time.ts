import { localDateOf, parseInstant } from '#domain';

const MINUTE_MS = 60_000;

/** Days from the day of one instant to that of another, as people count: yesterday evening is one day ago. */
export function daysBetween(fromIso: string, untilIso: string): number {
  return dayOf(untilIso) - dayOf(fromIso);
}

/** Time left until an instant, in whole hours and minutes by the clock on the wall; `isOver` once it has passed. */
export function timeLeft(untilIso: string, atIso: string): { readonly isOver: boolean; readonly hours: number; readonly minutes: number } {
  const left = Date.parse(untilIso) - Date.parse(atIso);
  const minutes = Math.floor(Math.abs(left) / MINUTE_MS);
  return { isOver: left < 0, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

function dayOf(iso: string): number {
  return localDateOf(parseInstant(iso));
}
