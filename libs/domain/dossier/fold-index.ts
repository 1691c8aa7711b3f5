import type { DatesMoved, NewEvent } from './events.js';
import { type IndexClock, NO_INDEX_CLOCK, overdueBy, wallDateAfter } from './index-clock.js';
import type { DossierState } from './state.js';
import { isInStock } from './status.js';

/** The clock after an event; `after` is the dossier the event makes, still with the clock it had. */
export function advanceIndexClock(before: DossierState | undefined, event: NewEvent, after: DossierState): IndexClock {
  if (event.type === 'DossierImported') {
    return importedClock(event.payload, after, event.occurredAt);
  }
  const at = event.occurredAt;
  const clock = before?.indexClock ?? NO_INDEX_CLOCK;
  const was = before !== undefined && isInStock(before.status);
  if (!was) {
    return isInStock(after.status) ? entered(clock, event, after) : clock;
  }
  if (!isInStock(after.status)) {
    return ended(clock, after, at);
  }
  if (before.competentAgency !== after.competentAgency) {
    return { ...clock, since: at };
  }
  if (before.pause === undefined && after.pause !== undefined) {
    return waiting(clock, event, at);
  }
  const running = before.pause !== undefined && after.pause === undefined ? resumed(clock, event, at) : clock;
  return redated(running, before, after, at);
}

function entered(clock: IndexClock, event: NewEvent, after: DossierState): IndexClock {
  const since = event.occurredAt;
  if (event.type === 'DossierReopened') {
    const { end: _ended, ...rest } = clock;
    return { ...rest, since };
  }
  return { since, ...dated(after.firstAppointment ?? after.dueAt), ...(after.supplements.length > 1 ? { overdueFrom: since } : {}) };
}

/**
 * A source tells neither how long it waited for papers nor when it asked again: the date it has after one request is taken as moved by
 * it, and of several the last is as old as the import.
 */
function importedClock({ receivedAt, firstDueAt, dueAt, maximumAt, finishedAt }: Extract<NewEvent, { type: 'DossierImported' }>['payload'], after: DossierState, at: number): IndexClock {
  const requests = after.supplements.length;
  const isMoved = after.supplements.some((request) => request.receivedAt !== undefined);
  const open = isInStock(after.status);
  const clock = { since: receivedAt, ...dated((isMoved ? undefined : firstDueAt) ?? dueAt ?? maximumAt) };
  const until = open ? (after.pause?.at ?? at) : (finishedAt ?? receivedAt);
  const judged = requests > 1 ? { ...overdueBy(clock, until), overdueFrom: overdueBy(clock, until).overdueFrom ?? until } : overdueBy(clock, until);
  if (open) {
    return after.pause === undefined ? (requests > 1 ? judged : clock) : { ...judged, ...(judged.overdueFrom === undefined ? { waitingSince: after.pause.at } : {}) };
  }
  return after.finish === undefined ? clock : withEnd(judged);
}

function waiting(clock: IndexClock, event: NewEvent, at: number): IndexClock {
  const judged = overdueBy(clock, at);
  if (judged.overdueFrom !== undefined) {
    return judged;
  }
  return event.type === 'SupplementRequested' && event.payload.lateInNationalIndex ? { ...judged, overdueFrom: at } : { ...judged, waitingSince: at };
}

function resumed(clock: IndexClock, event: NewEvent, at: number): IndexClock {
  const { waitingSince, ...running } = clock;
  if (waitingSince === undefined || running.dueAt === undefined) {
    return running;
  }
  const stated = datesOf(event)?.nationalIndex?.dueAt;
  return { ...running, dueAt: stated ?? wallDateAfter({ dueAt: running.dueAt, waitingSince }, at) };
}

/** A first appointment given later, and the second one of a term in two parts; both only while nothing was overdue. */
function redated(clock: IndexClock, before: DossierState, after: DossierState, at: number): IndexClock {
  const second = after.part === before.part ? undefined : after.promises.findLast(({ kind }) => kind === 'second-appointment')?.at;
  const first = before.firstAppointment === undefined ? after.firstAppointment : undefined;
  const dueAt = second ?? first;
  const judged = dueAt === undefined ? clock : overdueBy(clock, at);
  return dueAt === undefined || judged.overdueFrom !== undefined ? judged : { ...judged, dueAt };
}

function ended(clock: IndexClock, after: DossierState, at: number): IndexClock {
  return after.status === 'cancelled' ? clock : withEnd(overdueBy(clock, at));
}

function withEnd(clock: IndexClock): IndexClock {
  return { ...clock, end: clock.overdueFrom !== undefined ? 'late' : clock.dueAt === undefined ? 'undated' : 'in-time' };
}

function dated(dueAt: number | undefined): Pick<IndexClock, 'dueAt'> {
  return dueAt === undefined ? {} : { dueAt };
}

function datesOf({ payload }: NewEvent): DatesMoved | undefined {
  return 'dates' in payload ? payload.dates : undefined;
}
