import { causeOfPoint, type DossierEvent, type DossierState, foldEvent, formatInstant, instant, pointsOfInterest, viewOf, type WakeDelays } from '#domain';

/** How much later than its legal instant a point may be recorded by whoever is woken for it. */
export interface AllowedDelay extends WakeDelays {
  /** What a transition may take on its way. */
  readonly slackMs: number;
}

/** What one ledger tells of its wakes. */
export interface ToldWakes {
  /** Points of interest that were recorded. */
  readonly recorded: number;
  /** Those recorded at another instant than the ledger gave, too late, or too early, each as a sentence. */
  readonly wrong: readonly string[];
}

/**
 * Reads a ledger and holds every recorded point (a warning, a draft, a lateness, …) against the state before it: it must have
 * been one of its points at that very instant, and recorded no later than the delays allow after it was both due and known.
 */
export function tellWakes(events: readonly DossierEvent[], { skewMs, spreadMs, slackMs }: AllowedDelay): ToldWakes {
  const wrong: string[] = [];
  let recorded = 0;
  let state: DossierState | undefined;
  let known: ReadonlyMap<string, number> = new Map();
  for (const event of events) {
    const { cause, ordinal, occurredAt, recordedAt, seq, type } = event;
    if (ordinal === 0 && cause.includes('@')) {
      recorded += 1;
      const since = known.get(cause);
      const place = `${String(state?.code)}, event ${String(seq)} (${type}, ${cause}, recorded ${formatInstant(recordedAt)})`;
      if (since === undefined || !cause.endsWith(`@${String(occurredAt)}`)) {
        wrong.push(`${place}: the events before it give no such point`);
      } else if (recordedAt < occurredAt) {
        wrong.push(`${place}: it lay ahead`);
      } else if (recordedAt > Math.max(occurredAt, since) + skewMs + spreadMs + slackMs) {
        wrong.push(`${place}: nobody was woken at ${formatInstant(instant(Math.max(occurredAt, since)))}`);
      }
    }
    state = foldEvent(state, event);
    known = new Map(pointsOfInterest(state).map((point) => [causeOfPoint(point), known.get(causeOfPoint(point)) ?? recordedAt]));
  }
  return { recorded, wrong };
}

/** When the workflow of a dossier in this state is to wake next; never for one without points. */
export function nextWake(state: DossierState, dossierId: string, delays: WakeDelays): number {
  return Math.min(...viewOf(state, dossierId, delays).points.map(({ at }) => at), Infinity);
}
