import type { NewEvent } from '../../dossier/events.js';
import { foldEvent } from '../../dossier/fold.js';
import { currentPromise, type DossierState } from '../../dossier/state.js';
import { isInStock } from '../../dossier/status.js';
import { instant, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Instant } from '../../time/instant.js';
import {
  acceptedEvent, at, becameLateEvent, importedEvent, intakeRefusedEvent, made, pausedEvent, receivedEvent, registeredEvent, reopenedEvent,
  resultEvent, resumedEvent, type Scene, SCENE, supplementReceivedEvent, supplementRequestedEvent, suspendedEvent, transferredEvent, withdrawnEvent, withStatute,
} from './made-events.js';

const AGENCIES = ['H99.1', 'H99.2', 'H99.3'];
const OFFICERS = ['u1', 'u2'];
const TEXT = { version: 2, commitment: 'c' };

/**
 * A life of a dossier from a list of whole numbers, each choosing one of the events that are legal then and how long it took to
 * come. Lateness is recorded as the engine does: before anything later than the due date. The same numbers give the same life.
 */
export function lifeOf(choices: readonly number[], scene: Scene = SCENE): readonly NewEvent[] {
  const [first = 0, ...rest] = choices;
  const hasLimit = first % 4 < 2;
  const opening = openingOf(first, scene);
  const begun = hasLimit && opening.type === 'DossierReceived' ? saidOf(opening, undefined) : opening;
  const events: NewEvent[] = [begun];
  let state = foldEvent(undefined, begun);
  let now = at('2026-01-05T08:00');
  const append = (event: NewEvent): void => {
    events.push(event);
    state = foldEvent(state, event);
  };
  for (const choice of rest) {
    now = instant(now + ((choice % 97) + 1) * 5 * MS_PER_HOUR);
    if (isInStock(state.status) && state.pause === undefined && state.becameLateAt === undefined && state.dueAt !== undefined && state.dueAt < now) {
      append(becameLateEvent(state, choice % 3 === 0 ? undefined : 8 * MS_PER_DAY));
      if (choice % 2 === 0) {
        append(apologyEvent(state, now, choice % 4 === 0));
      }
    }
    const promise = currentPromise(state);
    if (isInStock(state.status) && state.pause === undefined && promise !== undefined && promise.number !== state.duePromise && promise.brokenAt === undefined && promise.at < now) {
      append(made('PromiseBroken', instant(promise.at), { number: promise.number, appointment: promise.at }));
    }
    const legal = eventsFrom(state, now, choice);
    const event = legal[Math.floor(choice / 97) % Math.max(1, legal.length)];
    if (event !== undefined) {
      append(hasLimit ? saidOf(event, state) : event);
    }
  }
  return events;
}

/** The same life, whose late ends say how long the delay was, and all but every third of them whose it is: a stage's of another agency, and nobody's stage. */
export function withDelays(events: readonly NewEvent[]): readonly NewEvent[] {
  return events.map((event, index) => {
    if (!('finish' in event.payload) || event.payload.finish.punctuality !== 'late') {
      return event;
    }
    const [mine, rest] = [40 + (index % 7), 5 + (index % 3)];
    const shares = [
      { stage: 'appraise', run: 1, agency: 'H99.1.9', officer: 'u1', minutes: mine },
      { stage: '', run: 0, agency: 'H99.1', minutes: rest },
    ];
    const finish = { ...event.payload.finish, delayMs: (mine + rest) * MS_PER_MINUTE, ...(index % 3 === 0 && event.type !== 'DossierImported' ? {} : { shares }) };
    return { ...event, payload: { ...event.payload, finish } } as NewEvent;
  });
}

/** What an event that sets or moves dates says of the limit of the statute: some days after the promise, or after the end of a wait within it. */
function saidOf(event: NewEvent, before: DossierState | undefined): NewEvent {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierAccepted':
      return event.payload.term.dueAt === undefined ? event : withStatute(event, instant(event.payload.term.dueAt + 4 * MS_PER_DAY));
    case 'ClockResumed':
    case 'SupplementReceived':
    case 'DossierReopened': {
      const waited = before?.statute !== undefined && (before.pause?.at ?? before.finish?.at ?? event.occurredAt) <= before.statute.dueAt;
      return waited ? withStatute(event, instant(event.occurredAt + 9 * MS_PER_DAY)) : event;
    }
    default:
      return event;
  }
}

/** An apology for the due promise, some with the one new date. */
function apologyEvent(state: DossierState, now: Instant, again: boolean): NewEvent {
  const next = again && !state.reappointed ? { newAppointment: now + 4 * MS_PER_DAY, newPromise: state.duePromise + 1 } : {};
  return made('ApologySigned', now, { promise: state.duePromise, reasonCode: 'load', ...next });
}

function openingOf(choice: number, scene: Scene): NewEvent {
  const start = at('2026-01-05T08:00');
  const due = instant(start + ((choice % 20) + 1) * MS_PER_DAY);
  switch (choice % 6) {
    case 0:
    case 1:
      return receivedEvent(start, due, scene);
    case 2:
      return receivedEvent(start, undefined, scene);
    case 3:
      return registeredEvent(start, due, scene);
    case 4:
      return intakeRefusedEvent(start, scene);
    default:
      return importedEvent('2026-01-05T08:00', { receivedAt: '2025-11-20T08:00', dueAt: '2026-02-20T08:00', status: 'in-progress' }, scene);
  }
}

function eventsFrom(state: DossierState, now: Instant, choice: number): readonly NewEvent[] {
  const fresh = state.becameLateAt === undefined && state.dueAt !== undefined ? instant(now + 6 * MS_PER_DAY) : undefined;
  const promise = currentPromise(state);
  // A late dossier's new date, not passed when the clock stopped, runs on with what was left of it.
  const runsOn = fresh === undefined && promise !== undefined && promise.brokenAt === undefined ? instant(now + 6 * MS_PER_DAY) : undefined;
  if (state.status === 'registered') {
    return [acceptedEvent(now, instant(now + 9 * MS_PER_DAY), state.competentAgency), made('IntakeRefused', now, { reasonCode: 'papers' }), made('DossierCancelled', now, { reasonCode: 'test' }), withdrawnEvent(state, now)];
  }
  if (!isInStock(state.status)) {
    return state.finish === undefined ? [] : [reopenedEvent(now, fresh, runsOn), made('ResultNotified', now, { means: 'sms' })];
  }
  if (state.pause !== undefined) {
    const open = state.supplements.at(-1);
    const back = state.pause.ground === 'supplement' ? supplementReceivedEvent(now, open?.number ?? 1, fresh, runsOn) : resumedEvent(now, fresh, runsOn);
    return [back, transferred(state, now, choice)];
  }
  return [...working(state, now, choice), transferred(state, now, choice), resultEvent(state, now, choice % 2 === 0 ? 'granted' : 'refused'), withdrawnEvent(state, now), suspendedEvent(state, now)];
}

function working(state: DossierState, now: Instant, choice: number): readonly NewEvent[] {
  const open = state.stages.find((stage) => stage.status === 'open');
  const next = state.stages.find((stage) => stage.status === 'pending');
  return [
    pausedEvent(now),
    supplementRequestedEvent(now, state.supplements.length + 1),
    ...(state.status === 'received' ? [made('DossierCancelled', now, { reasonCode: 'wrong-procedure', text: TEXT })] : []),
    ...(open === undefined ? [] : [made('OfficerAssigned', now, { stage: open.id, officer: OFFICERS[choice % 2] ?? 'u1' })]),
    ...(open?.targetAt === undefined || open.lateRuns.includes(open.run) ? [] : [made('StageBecameLate', now, { stage: open.id, run: open.run, targetAt: open.targetAt })]),
    ...(open === undefined || next === undefined ? [] : [made('StageForwarded', now, { closed: { stage: open.id, usedMs: 0 }, opened: [{ stage: next.id }] })]),
  ];
}

function transferred(state: DossierState, now: Instant, choice: number): NewEvent {
  const to = AGENCIES[choice % AGENCIES.length] ?? 'H99.1';
  return transferredEvent(state, now, to === state.competentAgency ? 'H99.4' : to);
}
