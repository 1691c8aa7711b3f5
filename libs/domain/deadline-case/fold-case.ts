import { foldFeedback, openedFeedback } from '../feedback/fold-feedback.js';
import { foldPublication, openedPublication } from '../publication/fold-publication.js';
import { foldTask, openedTask } from '../task/fold-task.js';
import type { CaseEvent, CasePayloads, NewCaseEvent } from './case-events.js';
import type { CaseKind } from './case-kind.js';
import type { CaseClock, CaseState, OwnState } from './case-state.js';

/** The state a case's events lead to. Throws when the first is not its opening. */
export function foldCase(events: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = events;
  if (first === undefined) {
    throw new Error('A case without events has no state');
  }
  return rest.reduce<CaseState>((state, event) => foldCaseEvent(state, event), foldCaseEvent(undefined, first));
}

/** The state after one more event. */
export function foldCaseEvent(state: CaseState | undefined, event: NewCaseEvent): CaseState {
  if (event.type === 'CaseOpened') {
    return opened(event.payload, event.occurredAt);
  }
  if (state === undefined) {
    throw new Error(`A case begins with CaseOpened, not with ${event.type}`);
  }
  const after = foldShared(state, event);
  return { ...after, own: foldOwn(after, event) };
}

function opened({ kind, code, agency, province, owner, coordinating, dossier }: CasePayloads['CaseOpened'], openedAt: number): CaseState {
  return {
    kind,
    code,
    agency,
    province,
    ...(owner === undefined ? {} : { owner }),
    coordinating: coordinating ?? [],
    ...(dossier === undefined ? {} : { dossier }),
    openedAt,
    clocks: [],
    own: openedOwn(kind),
  };
}

function openedOwn(kind: CaseKind): OwnState {
  switch (kind) {
    case 'publication':
      return openedPublication();
    case 'feedback':
      return openedFeedback();
    case 'task':
      return openedTask();
  }
}

function foldOwn({ own, agency }: CaseState, event: NewCaseEvent): OwnState {
  switch (own.kind) {
    case 'publication':
      return foldPublication(own, event);
    case 'feedback':
      return foldFeedback(own, event, agency);
    case 'task':
      return foldTask(own, event);
  }
}

function foldShared(state: CaseState, event: NewCaseEvent): CaseState {
  switch (event.type) {
    case 'CaseAssigned': {
      const { owner: _before, ...others } = state;
      const { agency, owner } = event.payload;
      return { ...others, agency, ...(owner === undefined ? {} : { owner }) };
    }
    case 'ClockStarted':
      return { ...state, clocks: [...state.clocks, startedClock(event.payload)] };
    case 'ClockMoved':
    case 'ClockWarned':
    case 'ClockBecameLate':
    case 'ClockEscalated':
    case 'ClockStopped':
      return { ...state, clocks: state.clocks.map((clock) => (clock.clock === event.payload.clock && clock.round === event.payload.round ? foldClock(clock, event) : clock)) };
    case 'CaseClosed':
      return { ...state, outcome: event.payload.outcome };
    case 'CaseReopened': {
      const { outcome: _closed, ...open } = state;
      return open;
    }
    default:
      return state;
  }
}

function startedClock(payload: CasePayloads['ClockStarted']): CaseClock {
  const { clock, round, agency, law, dueAt, warnAt, escalateAt, ...counting } = payload;
  return { clock, round, agency, law, dueAt, ...(warnAt === undefined ? {} : { warnAt }), escalateAt, counting, warned: false, becameLate: false, escalated: 0 };
}

type ClockEvent = Extract<NewCaseEvent, { readonly type: 'ClockMoved' | 'ClockWarned' | 'ClockBecameLate' | 'ClockEscalated' | 'ClockStopped' }>;

function foldClock(clock: CaseClock, event: ClockEvent): CaseClock {
  switch (event.type) {
    case 'ClockMoved': {
      const { warnAt: _before, ...others } = clock;
      const { dueAt, warnAt, escalateAt, reason } = event.payload;
      // A later end somebody agreed to is warned of by itself, where its moment is still ahead.
      const isWarnedAgain = reason === 'extended' && warnAt !== undefined && warnAt > event.occurredAt;
      return { ...others, dueAt, ...(warnAt === undefined ? {} : { warnAt }), escalateAt, warned: clock.warned && !isWarnedAgain };
    }
    case 'ClockWarned':
      return { ...clock, warned: true };
    case 'ClockBecameLate':
      return { ...clock, becameLate: true };
    case 'ClockEscalated':
      return { ...clock, escalated: event.payload.level };
    case 'ClockStopped': {
      const { at, outcome, inTime } = event.payload;
      return { ...clock, stopped: { at, outcome, inTime } };
    }
  }
}
