import type { EventType } from '../dossier/events.js';
import type { SnapshotEvent } from '../dossier/redate.js';
import type { DossierState } from '../dossier/state.js';
import type { Instant } from '../time/instant.js';
import type { LaidOut } from './lay-out.js';
import { ENDS, WORK_ALONE } from './told-event.js';

/** How a dossier stands when its ledger is replayed under other rules. */
export interface Replayed {
  /** Of every end it came to, in order: whether it was late by then. */
  readonly endsLate: readonly boolean[];
  /** When its date passed before its end, or before the ledger was over. */
  readonly becameLateAt?: number;
  readonly dueAt?: number;
  /** When it last ended; absent while it is open. */
  readonly endedAt?: number;
}

/** What tells of lateness and moves no date. */
const OF_LATENESS: ReadonlySet<EventType> = new Set<EventType>(['DossierBecameLate', 'PromiseBroken', 'ApologySigned']);

/** A dossier received, worked on and at most ended once: the date its receipt gave stands all its life. Most are like that. */
export function isPlain(first: SnapshotEvent, rest: readonly SnapshotEvent[]): boolean {
  return first.type === 'DossierReceived' && rest.every(({ type }, index) => WORK_ALONE.has(type) || OF_LATENESS.has(type) || (ENDS.has(type) && index === rest.findLastIndex((event) => !OF_LATENESS.has(event.type))));
}

/**
 * The outcome of a plain life without folding it, the same as of any other (`replayLedger`): it is late when anything happens to it after
 * its date, or it is open at `at`. `opened` has the date.
 */
export function replayPlain({ dueAt }: DossierState, rest: readonly SnapshotEvent[], at: Instant, laid?: LaidOut): Replayed {
  let [isLate, endedAt]: [boolean, Instant | undefined] = [false, undefined];
  for (const [index, event] of rest.entries()) {
    if (event.type === 'DossierBecameLate') {
      isLate ||= endedAt === undefined && laid === undefined && event.payload.dueAt === dueAt;
      continue;
    }
    const moved = laid === undefined ? event.occurredAt : laid.moments[index];
    isLate ||= endedAt === undefined && dueAt !== undefined && moved !== undefined && dueAt < moved;
    if (ENDS.has(event.type)) {
      endedAt = moved ?? event.occurredAt;
    }
  }
  const becameLate = isLate || (endedAt === undefined && dueAt !== undefined && dueAt < at);
  return {
    endsLate: endedAt === undefined ? [] : [isLate],
    ...(dueAt !== undefined && becameLate ? { becameLateAt: dueAt } : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}
