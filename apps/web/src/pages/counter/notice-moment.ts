import type { components } from '../../api/schema.js';

/** What of the answer about queues says whether a desk is told of what has not left it. */
type Answer = Pick<components['schemas']['QueuePage'], 'asOf' | 'transferNoticeFrom'>;

/** A little later than the moment itself: the clock of this computer is known to the second. */
const MARGIN_MS = 1_000;
/** Instants are told in the zone of the counter: the day ends at this hour there. */
const END_OF_DAY = 'T23:59:59.999+07:00';

/** The day on which the desk is told, as `2026-11-30`; undefined before the hour, and on days off. */
export function toldOn({ asOf, transferNoticeFrom }: Answer): string | undefined {
  return transferNoticeFrom !== null && Date.parse(asOf) >= Date.parse(transferNoticeFrom) ? dayOf(asOf) : undefined;
}

/** In how many milliseconds an answer says something else by the hour alone: when the notice begins, or when the day is over. */
export function restUntilOther({ asOf, transferNoticeFrom }: Answer, now: number): number {
  const begins = transferNoticeFrom === null ? -Infinity : Date.parse(transferNoticeFrom);
  const other = begins > Date.parse(asOf) ? begins : Date.parse(`${dayOf(asOf)}${END_OF_DAY}`);
  return Math.max(0, other - now) + MARGIN_MS;
}

function dayOf(at: string): string {
  return at.slice(0, 'yyyy-mm-dd'.length);
}
